/** What features may ask of a project's data, from what an open store tells. */
import type { ProjectData } from '../features/data.ts';
import type { Profiles } from '../insights/index.ts';
import type { Project } from '../project/index.ts';
import type { StoreInfo } from '../store/ports.ts';

export const declaresData = ({ snapshot }: Project): boolean =>
  snapshot.governed && snapshot.schema.data.users.length + snapshot.schema.data.events.length > 0;

export function dataOf(
  profiles: Profiles,
  { version, users, volumes, firstEvent, latestEvent, report }: StoreInfo,
  moment: ProjectData['moment'],
): ProjectData {
  const { event, property, findEvent, findProperty, settled } = profiles;
  return {
    event,
    property,
    findEvent,
    findProperty,
    settled,
    get busy() {
      return profiles.busy;
    },
    version,
    users,
    ...(firstEvent === undefined ? {} : { firstEvent }),
    ...(latestEvent === undefined ? {} : { latestEvent }),
    moment,
    rows: (name) => volumes.get(name) ?? 0,
    undeclared: (of) => report.undeclaredProperties.find(({ event, name }) => event === of.event && name === of.name),
  };
}
