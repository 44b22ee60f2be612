import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the house and its database hold; nothing where the system does not tell. */
export function memoryOf(group: number, data: string): { houseMiB: number; databaseMiB: number } | undefined {
  if (process.platform !== 'linux') return undefined
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/u.test(name) ? (statOf(Number(name)) ?? []) : []))
  const house = all.filter((each) => each.group === group && commandOf(each.pid).includes('server/main.ts'))
  const postmaster = Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  const database = all.filter(({ pid, parent }) => pid === postmaster || parent === postmaster)
  return {
    houseMiB: sum(house.map(({ pid }) => shareOf(pid))),
    databaseMiB: sum(database.map(({ pid }) => shareOf(pid))),
  }
}

const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0)
const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It ended meanwhile.
    return ''
  }
}
const commandOf = (pid: number): string => read(`/proc/${pid}/cmdline`)

/** Parent and group stand after the name, which is in brackets and may hold anything. */
function statOf(pid: number): { pid: number; parent: number; group: number } | undefined {
  const text = read(`/proc/${pid}/stat`)
  const [, parent, group] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return text ? { pid, parent: Number(parent), group: Number(group) } : undefined
}

/** In MiB; memory shared by several (PostgreSQL's buffers) is counted once among them. */
const shareOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+)/mu.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024
