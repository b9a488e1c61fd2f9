/** Word forms of English: enough inflection to match a prompt's word with a name's word, no more. */

const IRREGULAR: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'bought:buy spent:spend made:make went:go gone:go left:leave paid:pay saw:see seen:see sent:send sold:sell read:read came:come ' +
    'gave:give given:give took:take taken:take got:get gotten:get ran:run began:begin begun:begin wrote:write written:write held:hold ' +
    'kept:keep lost:lose met:meet chose:choose chosen:choose drove:drive driven:drive flew:fly flown:fly ate:eat eaten:eat drank:drink ' +
    'broke:break broken:break rode:ride ridden:ride put:put set:set hit:hit won:win built:build brought:bring thought:think found:find ' +
    'heard:hear told:tell felt:feel slept:sleep spoke:speak spoken:speak lent:lend borrowed:borrow withdrew:withdraw withdrawn:withdraw ' +
    'did:do done:do had:have has:have was:be were:be is:be are:be been:be being:be am:be children:child people:person women:woman men:man ' +
    'taught:teach caught:catch shut:shut cut:cut let:let lay:lie laid:lay fed:feed led:lead rang:ring sang:sing swam:swim swum:swim ' +
    'threw:throw thrown:throw grew:grow grown:grow knew:know known:know drew:draw drawn:draw fell:fall fallen:fall rose:rise risen:rise ' +
    'quit:quit bet:bet split:split shared:share stuck:stick forgot:forget forgotten:forget upheld:uphold reset:reset lit:light bid:bid ' +
    'signup:signup dropped:drop'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** No word of English is longer; what is longer is not worth looking into. */
const LONGEST_WORD = 40;

const VOWELLESS_DOUBLE = /([b-df-hj-np-tv-z])\1$/;

/** British spellings as their American twins, so that either matches the other. */
export function normalSpelling(word: string): string {
  return word
    .replace(/(fav|col|behavi|neighb|hon|lab|harb|flav)our/, '$1or')
    .replace(/([a-z]{3,})is(e|ed|es|ing|ation|er|ers)$/, (all, stem: string, end: string) =>
      /^(organ|real|recogn|custom|personal|author|subscr|util|optim|final|minim|maxim|prior|categor|synchron|normal|local|initial|apolog|modern|summar|visual|monet|canc)$/.test(
        stem,
      )
        ? `${stem}iz${end}`
        : all,
    )
    .replace(/^(cent|theat|lit|met)re(s?)$/, '$1er$2')
    .replace(/(travel|cancel|label|model|signal|enrol|fulfil)l(ed|ing|er|ers|ation|ations|ment)$/, '$1$2');
}

function plurals(word: string): string[] {
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss')) return [];
  const out = [word.slice(0, -1)];
  if (word.endsWith('ies')) out.push(`${word.slice(0, -3)}y`);
  else if (/(s|x|z|ch|sh|o)es$/.test(word)) out.push(word.slice(0, -2));
  return out;
}

function verbForms(word: string): string[] {
  const out: string[] = [];
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (irregular) out.push(irregular);
  const strip = (stem: string): void => {
    out.push(stem, `${stem}e`);
    if (VOWELLESS_DOUBLE.test(stem)) out.push(stem.slice(0, -1));
  };
  if (word.length > 4 && word.endsWith('ied')) out.push(`${word.slice(0, -3)}y`);
  if (word.length > 3 && word.endsWith('ed')) strip(word.slice(0, -2));
  if (word.length > 5 && word.endsWith('ing')) strip(word.slice(0, -3));
  return out;
}

/** Every base form that `word` may be an inflection of, itself first. */
export function lemmas(word: string): readonly string[] {
  if (word.length > LONGEST_WORD) return [word];
  const normal = normalSpelling(word);
  return [...new Set([normal, ...plurals(normal), ...verbForms(normal)])];
}

/** Singular and plural only: for names of things, where “returned” must not match “returning”. */
export function nounLemmas(word: string): readonly string[] {
  if (word.length > LONGEST_WORD) return [word];
  const normal = normalSpelling(word);
  const irregular =
    normal === 'women' || normal === 'men' || normal === 'people' || normal === 'children' ? [IRREGULAR[normal]!] : [];
  return [...new Set([normal, ...irregular, ...plurals(normal)])];
}

/** The verb that an agent noun is made of: “buyers” -> buy. */
export function agentLemmas(word: string): readonly string[] {
  if (word.length > LONGEST_WORD) return [];
  const singular = word.replace(/s$/, '');
  if (!/[a-z]{2,}(er|or)$/.test(singular)) return [];
  const stem = singular.slice(0, -2);
  return VOWELLESS_DOUBLE.test(stem) ? [stem, stem.slice(0, -1), `${stem}e`] : [stem, `${stem}e`];
}

/** Forms that a word may be written in, for spelling correction: purchase -> purchases, purchased, purchasing. */
export function inflections(word: string): readonly string[] {
  const stem = word.endsWith('e') ? word.slice(0, -1) : word;
  const ed = word.endsWith('y') && !/[aeiou]y$/.test(word) ? `${word.slice(0, -1)}ied` : `${stem}ed`;
  return [word, `${word}s`, ed, `${stem}ing`];
}
