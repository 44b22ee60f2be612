import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, linkSync, mkdirSync, readdirSync, readlinkSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
// @ts-expect-error the set-up runs on Node 20 as it is, and has no types
import { packagesAreCurrent } from '../../scripts/setup.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Copies what a clone of this working tree would hold, what is not committed yet with it: all but what git ignores. @returns how many files */
export function freshClone(to: string): number {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  let files = 0
  for (const file of new Set(listed.split('\0').filter(Boolean))) {
    const from = join(ROOT, file)
    // Deleted here and not yet committed so.
    if (!statSync(from, { throwIfNoEntry: false })?.isFile()) continue
    const there = join(to, file)
    mkdirSync(dirname(there), { recursive: true })
    copyFileSync(from, there)
    chmodSync(there, statSync(from).mode)
    files += 1
  }
  return files
}

/**
 * The packages of this checkout, instead of an installation: each file once more by name (a hard link). Never a link to the folder: whatever
 * tidies up in the clone would tidy up here.
 * @throws Error when they are not those of the lockfile, for `npm start` would then install
 */
export function linkPackages(clone: string): void {
  if (!packagesAreCurrent(ROOT))
    throw new Error('The packages here are not those of the lockfile: run npm start here once, or leave out --quick.')
  linkTree(join(ROOT, 'node_modules'), join(clone, 'node_modules'))
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [here, there] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(here, there)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(here), there)
    else linkOrCopy(here, there)
  }
}

/** On another disk a file has to be copied. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}
