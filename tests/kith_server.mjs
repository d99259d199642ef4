import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run_file = promisify(execFile);
const longest_start_ms = 60_000;
const longest_stop_ms = 20_000;

export async function free_port() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves as `work` does, or rejects after `limit_ms`, saying what did not happen. */
export async function within(limit_ms, what, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${limit_ms} ms`)), limit_ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The real binary on a data folder and a database of its own. `database` is "sqlite", or "postgresql" for a fresh
 * database on the server that KITH_TEST_POSTGRES names.
 */
export class KithServer {
  lines = [];

  static async make(binary, database) {
    const server = new KithServer();
    server.binary = binary;
    server.folder = await mkdtemp(join(tmpdir(), 'kith-test-'));
    server.data = join(server.folder, 'data');
    server.port = await free_port();
    server.origin = `http://127.0.0.1:${server.port}`;
    await run_file('mkdir', ['-p', '-m', '700', server.data]);
    if (database === 'postgresql') server.database_name = `kith_${randomBytes(6).toString('hex')}`;
    await writeFile(join(server.data, 'kith.toml'), await server.settings());
    return server;
  }

  /** The whole of kith.toml, so that commands and server agree on the address that links carry. */
  async settings() {
    const lines = ['[server]', `port = ${this.port}`, `metrics_port = ${await free_port()}`];
    if (!this.database_name) return `${lines.join('\n')}\n`;
    const admin = process.env.KITH_TEST_POSTGRES;
    if (!admin) throw new Error('KITH_TEST_POSTGRES names no PostgreSQL server; run under tools/with-postgres');
    await run_file('psql', [admin, '-qc', `create database ${this.database_name} encoding 'UTF8' template template0`]);
    return `${[...lines, '[database]', `url = "${this.database_url()}"`].join('\n')}\n`;
  }

  database_url() {
    return process.env.KITH_TEST_POSTGRES.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${this.database_name}`);
  }

  /** Runs one command of the binary; resolves to its exit code and what it printed, whatever the code. */
  async command(...words) {
    try {
      const done = await run_file(this.binary, [...words, '--data', this.data], { maxBuffer: 1 << 24 });
      return { code: 0, out: done.stdout, error: done.stderr };
    } catch (failed) {
      return { code: failed.code ?? -1, out: failed.stdout ?? '', error: failed.stderr ?? String(failed) };
    }
  }

  /** Changes the data of a stopped server, so that a test need not wait for months. */
  async change(sql) {
    if (this.running) throw new Error('the server writes its own data while it runs');
    if (this.database_name) {
      await run_file('psql', [this.database_url(), '-qX', '-v', 'ON_ERROR_STOP=1', '-c', sql]);
      return;
    }
    const program = 'import sqlite3, sys\nwith sqlite3.connect(sys.argv[1]) as data: data.executescript(sys.argv[2])';
    await run_file('python3', ['-c', program, join(this.data, 'kith.db'), sql]);
  }

  /** The rows of a select, as objects, from the data of a stopped server. */
  async rows(sql) {
    if (this.running) throw new Error('the server writes its own data while it runs');
    if (this.database_name) {
      const asked = `select coalesce(json_agg(each), '[]') from (${sql}) each`;
      return JSON.parse((await run_file('psql', [this.database_url(), '-qXAt', '-c', asked], { maxBuffer: 1 << 26 })).stdout);
    }
    const program =
      'import json, sqlite3, sys\ndata = sqlite3.connect(sys.argv[1])\ndata.row_factory = sqlite3.Row\n' +
      'print(json.dumps([dict(each) for each in data.execute(sys.argv[2])]))';
    const done = await run_file('python3', ['-c', program, join(this.data, 'kith.db'), sql], { maxBuffer: 1 << 26 });
    return JSON.parse(done.stdout);
  }

  /** Starts serving; resolves once it says that it is ready and, with the demonstration, has given its links. */
  async start({ until = /^Kith is ready/ } = {}) {
    this.process = spawn(this.binary, ['serve', '--data', this.data], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.lines = [];
    this.ended = once(this.process, 'exit');
    const ready = this.watch(until);
    const died = this.ended.then(([code, signal]) => {
      throw new Error(`kith ended with ${signal ?? code} before it was ready: ${this.lines.slice(-5).join(' | ')}`);
    });
    await within(longest_start_ms, 'kith says that it is ready', Promise.race([ready, died]));
    died.catch(() => undefined);
  }

  watch(until) {
    return new Promise((found) => {
      for (const stream of [this.process.stdout, this.process.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          this.lines.push(line);
          if (this.lines.length > 2_000) this.lines.splice(0, 1_000);
          if (until.test(line)) found(line);
        });
      }
    });
  }

  get running() {
    return this.process && this.process.exitCode === null && this.process.signalCode === null;
  }

  /** As a power cut would: nothing is flushed, nobody is told. */
  async kill() {
    if (this.running) this.process.kill('SIGKILL');
    await within(longest_stop_ms, 'the killed server is gone', this.ended);
  }

  async stop() {
    if (!this.running) return;
    this.process.kill('SIGTERM');
    await within(longest_stop_ms, 'the server stops when told', this.ended).catch(() => this.kill());
  }

  /** Stops it and takes away everything it made. */
  async remove() {
    await this.stop().catch(() => undefined);
    if (this.database_name) {
      const drop = `drop database if exists ${this.database_name} with (force)`;
      await run_file('psql', [process.env.KITH_TEST_POSTGRES, '-qc', drop]).catch(() => undefined);
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
