import { quoteScalar } from '../../../language/format/index.ts';

/** A folder at the root of a disk has no name. */
export const nameOf = (project: string): string => (project.trim() === '' ? 'my-project' : project);

/** A schema to start from without data: the usual parts of a mobile product, and how to go on. */
export function starterSchema(projectName: string): string {
  return `# The project schema: which users, events, channels and data there are. Segments are checked against it.
version: 1
project: ${quoteScalar(nameOf(projectName), 'block')}
timezone: UTC # IANA name of the zone of your days, like Europe/Berlin
as_of: now # or latest_event, or an instant
users:
  # Types: string, number, version, boolean, datetime, date, list<string>, list<number>, geo.
  properties:
    # \`values\` closes the set, \`examples\` does not.
    os: {type: string, values: [iOS, Android, Web], aliases: [platform]}
    city: {type: string, examples: [Berlin, Mumbai]}
    signed_up_at: {type: datetime, aliases: [joined, registered]}
    # \`pii\` is masked in samples, and never seen by a language model.
    email: {type: string, pii: true}
    push_token: {type: string, pii: true}
events:
  App Launched:
    description: The app was opened
    aliases: [open, visit, session]
  Charged:
    description: A completed purchase
    aliases: [purchase, buy, order]
    properties:
      amount: {type: number, unit: USD}
      category: {type: string, examples: [Shoes, Bags]}
# A user is reachable on a channel when all its rules hold; the first that fails says why not.
channels:
  push:
    label: Push
    reachable:
      - {user: push_token, exists: true, because: no device token}
  email:
    label: Email
    reachable:
      - {user: email, exists: true, because: no email address}
# What the agent should know about events and users.
roles:
  activity: App Launched
  purchase: {event: Charged, value: amount}
  signup: signed_up_at
# Business words, for the agent.
glossary:
  active: {means: [{did: App Launched, within: 30d}]}
# What sample users show.
samples:
  columns: [os, city, signed_up_at]
# Your data: .csv, .ndjson, .json, each also .gz, and .parquet. Columns are properties of the same name.
# data:
#   users: {path: data/users.csv, id: user_id}
#   events:
#     - {path: data/events.ndjson, user: user_id, name: event, time: ts}
#     - {path: data/orders.csv, user: customer_id, event: Charged, time: ordered_at}
`;
}
