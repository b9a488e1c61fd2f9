/** What the tests in a browser and those who run them agree on. */

/** Begins each line that tests print, so that it is told from what else is logged. */
export const TEST = '[test] ';
/** The segment whose insights are looked at from outside. */
export const SHOWN = 'lapsed-ios-buyers';
/** What is answered there once they were: `well`, or what is wrong. */
export const LOOKED = '/looked.txt';
