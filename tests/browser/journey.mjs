import { join } from 'node:path';
import { KithServer } from '../kith_server.mjs';
import { CannotGoOn, expect_equal } from '../report.mjs';
import { Browsers } from './browsers.mjs';
import { Screens } from './screens.mjs';
import { allocation } from './stages/allocation.mjs';
import { arrivals } from './stages/arrivals.mjs';
import { by_phone } from './stages/by_phone.mjs';
import { choosing } from './stages/choosing.mjs';
import { endings } from './stages/endings.mjs';
import { following } from './stages/following.mjs';
import { groups } from './stages/groups.mjs';
import { help } from './stages/help.mjs';
import { leaving } from './stages/leaving.mjs';
import { lightness } from './stages/lightness.mjs';
import { meeting } from './stages/meeting.mjs';
import { office } from './stages/office.mjs';
import { rehearsing } from './stages/rehearsing.mjs';
import { rosters } from './stages/rosters.mjs';
import { safety } from './stages/safety.mjs';
import { talking } from './stages/talking.mjs';
import { telling } from './stages/telling.mjs';

const stages = [office, rosters, arrivals, choosing, meeting, talking, safety, help, by_phone, following, groups, allocation, rehearsing, lightness, telling, endings, leaving];

async function quiet_run(walk) {
  const { report, browsers, server } = walk;
  await report.step('not one request left for another machine', () => expect_equal(browsers.foreign, [], `of ${browsers.requests}`));
  await report.step('no browser complained: policy, dialog or error', () => {
    expect_equal(browsers.complaints, [], 'complaints');
    expect_equal(browsers.dialogs, [], 'dialogs');
  });
  await report.step('the server met no fault of its own', () => expect_equal(faults_in_the_log(walk), [], 'the log'));
  await report.step('the data is sound', async () => {
    const checked = await server.command('check');
    expect_equal(checked.code, 0, checked.out + checked.error);
  });
  await report.step('the log holds no name, address or word of theirs', () => {
    const theirs = /whitlock|gagn|sundby|@example\.org|555.?01|marzipan/i;
    const told = server.lines.filter((line) => theirs.test(line.replace(/"(at|request)":"[^"]*"/g, '')));
    expect_equal(told, [], 'lines of the log');
  });
}

/** A picture of where everyone stands helps to find out why a step failed. */
async function last_looks(walk) {
  for (const [index, person] of walk.people.entries()) {
    const path = join(walk.failures, `failed-${index + 1}.png`);
    await person.page.screenshot({ path, fullPage: true, timeout: 5_000 }).catch(() => undefined);
    walk.note(`${person.name} is at ${person.page.url().replace(/#.*/, '')}`);
  }
}

/** What the server itself complained about; its log holds no personal data. */
function faults_in_the_log(walk) {
  return walk.server.lines.filter((line) => /"level":"(error|warn)/.test(line));
}

function chosen(wanted) {
  if (wanted === 'all') return stages;
  const names = wanted.split(',');
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown) throw new Error(`there is no stage ${unknown}; there are ${stages.map((stage) => stage.name).join(', ')}`);
  return stages.filter((stage) => names.includes(stage.name));
}

/** The walk on one database: the whole, or the stages named, separated by commas. */
export async function journey(report, { binary, database, screens, failures, seen, stages: wanted }) {
  const walk = { report, failures, people: [], note: (text) => report.print(`# ${text}`) };
  try {
    await report.must(`the real binary serves on ${database}`, async () => {
      walk.server = await KithServer.make(binary, database);
      await walk.server.start();
      walk.browsers = new Browsers(walk.server.origin);
      await walk.browsers.begin();
      walk.screens = new Screens(report, screens, seen);
    });
    for (const stage of chosen(wanted)) {
      const before = report.failed;
      await stage(walk).catch(async (cause) => {
        if (report.failed === before) report.not_ok(stage.name, cause);
        await last_looks(walk);
        for (const line of faults_in_the_log(walk)) walk.note(line);
        throw cause;
      });
    }
    await quiet_run(walk);
  } catch (cause) {
    if (cause instanceof CannotGoOn) report.not_ok(`the rest of the walk on ${database}`, 'it could not go on');
    else report.not_ok(`the walk on ${database}`, cause.stack ?? cause);
  } finally {
    await walk.browsers?.end();
    await walk.server?.remove();
  }
}
