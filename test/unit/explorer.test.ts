import assert from 'node:assert/strict';
import { type SegmentNode, segmentsBelow, segmentTree } from '../../client/src/views/segment-nodes.ts';
import { newFromEvent } from '../../server/src/explorer/new-from-event.ts';
import { overviewDiffers, overviewOf } from '../../server/src/explorer/overview.ts';
import { segmentCandidates } from '../../server/src/features/completion/names.ts';
import { openDocument, openProject } from '../../server/src/project/index.ts';
import { SCHEMA } from '../support/feature-fixture.ts';
import { parseFixture } from '../support/fixture.ts';
import { memoryHost } from '../support/memory-host.ts';

const SEGMENTS = `--- segments/ios/launchers.segment.yaml
name: Launchers
tags: [ios, active]
owner: growth@example.com
where:
  - user: os
    is: iOS
  - did: App Launched
--- segments/buyers.segment.yaml
name: Buyers
where:
  - did: [Charged, App Launched]
    where:
      - property: amount
        gt: 5
  - in_segment: launchers
--- segments/broken.segment.yaml
name: Broken
tags: [active]
where:
  - did:
`;

async function open(source = SEGMENTS) {
  const host = memoryHost(new Map([['segments.schema.yaml', SCHEMA], ...parseFixture(source).files]));
  return { project: await openProject(host.rootUri, host), uri: (path: string) => host.uri(path) };
}

/** The tree as indented lines. */
const drawn = (nodes: readonly SegmentNode[], indent = ''): string =>
  nodes
    .map((node) => {
      if (node.kind === 'segment') return `${indent}${node.entry.id}\n`;
      const label = node.kind === 'project' ? node.project.name : node.label;
      return `${indent}${label} (${segmentsBelow(node).size})\n${drawn(node.children, `${indent}  `)}`;
    })
    .join('');

describe('explorer: what a project holds', () => {
  it('lists segments, also those with errors, and what they refer to', async () => {
    const { project } = await open();
    const { segments } = overviewOf(project.snapshot);
    assert.deepEqual(
      segments.map(({ id, name, tags, uses }) => [id, name, tags, uses]),
      [
        ['broken', 'Broken', ['active'], []],
        ['buyers', 'Buyers', [], ['launchers']],
        ['launchers', 'Launchers', ['ios', 'active'], []],
      ],
    );
  });

  it('counts in how many segments an event, a property and a channel stand', async () => {
    const { project } = await open();
    const { schema } = overviewOf(project.snapshot);
    const used = (kind: string, name: string, event?: string) =>
      schema.find((entry) => entry.kind === kind && entry.name === name && entry.event === event)?.usedBy;
    assert.equal(used('event', 'App Launched'), 2);
    assert.equal(used('event', 'Charged'), 1);
    assert.equal(used('property', 'os'), 1);
    assert.equal(used('property', 'amount', 'Charged'), 1);
    assert.equal(used('property', 'amount', 'App Launched'), 1);
    assert.equal(used('channel', 'push'), 0);
  });

  it('says where each entry is declared', async () => {
    const { project } = await open();
    const lines = SCHEMA.split('\n');
    for (const { name, line, character } of overviewOf(project.snapshot).schema) {
      assert.ok(lines[line]?.slice(character).replace(/^["']/, '').startsWith(name), `${name}: ${lines[line]}`);
    }
  });

  it('differs when a name, a tag or a use does, not when a number does', async () => {
    const { project, uri } = await open();
    const before = project.snapshot;
    const text = before.file(uri('segments/buyers.segment.yaml'))!.text;
    const changed = (to: string) => {
      project.setDocument(openDocument(uri('segments/buyers.segment.yaml'), to, 1));
      return overviewDiffers(before, project.snapshot);
    };
    assert.equal(changed(text.replace('gt: 5', 'gt: 6')), false);
    assert.equal(changed(text.replace('name: Buyers', 'name: Those who buy')), true);
    assert.equal(changed(text.replace('launchers', 'broken')), true);
  });

  it('waits for no file of many: they stand under their ids until they are read', async () => {
    const many = Array.from(
      { length: 501 },
      (_, n) => `--- s${n}.segment.yaml\nname: Segment ${n}\nwhere:\n  - did: Charged\n`,
    );
    const { project } = await open(many.join(''));
    const names = () => overviewOf(project.snapshot).segments.map(({ name }) => name);
    assert.equal(names()[0], 's0');
    assert.equal(segmentCandidates(project.snapshot, '')[0]?.label, 's0');
    assert.equal(project.snapshot.unread().length, 501);
    let rounds = 0;
    assert.equal(await project.read({ wanted: () => ++rounds < 3 }), false);
    assert.ok(project.snapshot.unread().length > 400);
    await project.settle();
    assert.deepEqual(project.snapshot.unread(), []);
    assert.equal(names()[0], 'Segment 0');
  });

  it('begins a segment from an event, whatever its name', async () => {
    const { project } = await open();
    const made = newFromEvent(project.snapshot, '$1 off');
    assert.match(made?.snippet ?? '', /- did: "?\\\$1 off"?\n/);
    assert.match(made?.uri ?? '', /\/segments\/did-1-off\.segment\.yaml$/);
    assert.match(newFromEvent(project.snapshot, 'Order: Completed')?.snippet ?? '', /- did: "Order: Completed"\n/);
    assert.equal(newFromEvent(project.snapshot, 'Nothing'), null);
  });
});

describe('the tree of segments', () => {
  it('groups by folder, without the one folder that holds all', async () => {
    const { project } = await open();
    assert.equal(
      drawn(segmentTree([overviewOf(project.snapshot)], 'folder', 'none')),
      'ios (1)\n  launchers\nbroken\nbuyers\n',
    );
  });

  it('groups by tag, a segment in each of its tags', async () => {
    const { project } = await open();
    assert.equal(
      drawn(segmentTree([overviewOf(project.snapshot)], 'tag', 'No tags')),
      'active (2)\n  broken\n  launchers\nios (1)\n  launchers\nNo tags (1)\n  buyers\n',
    );
  });

  it('orders numbers in names as numbers', async () => {
    const wave = (folder: string, n: number) =>
      `--- segments/${folder}/wave-${n}.segment.yaml\nname: Wave ${n}\ntags: [w${n}]\nwhere:\n  - did: Charged\n`;
    const { project } = await open([wave('q10', 10), wave('q10', 9), wave('q9', 1)].join(''));
    const overview = [overviewOf(project.snapshot)];
    assert.equal(drawn(segmentTree(overview, 'folder', 'none')), 'q9 (1)\n  wave-1\nq10 (2)\n  wave-9\n  wave-10\n');
    assert.equal(
      drawn(segmentTree(overview, 'tag', 'none')),
      'w1 (1)\n  wave-1\nw9 (1)\n  wave-9\nw10 (1)\n  wave-10\n',
    );
  });

  it('puts several projects above their groups', async () => {
    const { project } = await open();
    const overview = overviewOf(project.snapshot);
    const other = { ...overview, rootUri: `${overview.rootUri}2`, name: 'other', segments: [] };
    assert.equal(
      drawn(segmentTree([overview, other], 'folder', 'none')),
      'shop (3)\n  ios (1)\n    launchers\n  broken\n  buyers\nother (0)\n',
    );
  });
});
