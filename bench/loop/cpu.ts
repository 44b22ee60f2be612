import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks in a second, as Linux counts the time of processes. */
const TICKS = 100

interface Counted {
  parent: number
  own: number
  /** Of children that have ended. */
  ended: number
}

function count(pid: number): Counted | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const at = (n: number): number => Number(fields[n - 3])
    return { parent: at(4), own: at(14) + at(15), ended: at(16) + at(17) }
  } catch {
    return undefined
  }
}

/** CPU-seconds that these processes and all below them have taken since they began, those that ended among them. */
export function cpuSecondsBelow(roots: readonly number[]): number {
  const all = new Map<number, Counted>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue
    const counted = count(Number(name))
    if (counted) all.set(Number(name), counted)
  }
  const under = (pid: number): boolean => {
    for (let at = pid, steps = 0; at > 1 && steps < 30; steps += 1) {
      if (roots.includes(at)) return true
      at = all.get(at)?.parent ?? 0
    }
    return false
  }
  let ticks = 0
  for (const [pid, { own, ended }] of all) if (under(pid)) ticks += own + ended
  return ticks / TICKS
}

export const parentOf = (pid: number): number => count(pid)?.parent ?? 0
