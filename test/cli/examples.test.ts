import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exampleProject, segments } from '../support/cli.ts';

for (const name of ['grocery', 'shop'] as const) {
  describe(`examples/${name}`, () => {
    let project: ReturnType<typeof exampleProject>;
    before(async () => {
      project = exampleProject(name);
      const { code, stderr } = await segments(project.path, ['import']);
      assert.equal(code, 0, stderr);
    });
    after(() => project.remove());

    it('has no problems and is in canonical form', async () => {
      const checked = await segments(project.path, ['check', '--format', 'json']);
      const report = JSON.parse(checked.stdout);
      assert.deepEqual(
        report.diagnostics.filter((d: { severity: string }) => d.severity === 'error'),
        [],
      );
      assert.equal((await segments(project.path, ['fmt', '--check'])).stdout, '');
    });

    it('counts every segment, and total, sample and export agree', async () => {
      const ids = readdirSync(join(project.path, 'segments')).map((file) => file.replace('.segment.yaml', ''));
      assert.ok(ids.length >= 10);
      for (const id of ids) {
        const insights = JSON.parse(
          (await segments(project.path, ['insights', id, '--format', 'json', '--samples', '3'])).stdout,
        );
        const members = (await segments(project.path, ['users', id, '--format', 'ids'])).stdout
          .split('\n')
          .filter(Boolean);
        assert.equal(insights.segment, id);
        assert.equal(members.length, insights.users.total, id);
        assert.ok(members.length > 0 && members.length < insights.users.of, `${id} holds ${members.length} users`);
        assert.equal(insights.sample.length, Math.min(3, members.length));
        for (const { id: user } of insights.sample) assert.ok(members.includes(user));
        for (const { users, not_because } of insights.reachable) {
          const unreachable = Object.values(not_because as Record<string, number>).reduce((sum, n) => sum + n, 0);
          assert.equal(users + unreachable, insights.users.total, id);
        }
      }
    });

    it('explains every segment in sentences', async () => {
      for (const file of readdirSync(join(project.path, 'segments'))) {
        const { code, stdout } = await segments(project.path, ['explain', join('segments', file)]);
        assert.equal(code, 0);
        assert.match(stdout, /^[A-Z].*[.:]\n/);
        assert.doesNotMatch(stdout, /undefined|NaN|\[object/);
      }
    });
  });
}
