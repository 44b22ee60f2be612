import type { AttentionAnswer } from '../../../contract/loop.ts'
import { concentration, gini, lorenz } from '../../plain/concentration.ts'
import { wilson } from '../../plain/proportion-interval.ts'

/** Each person at one place of all four. */
export interface People {
  /** Cents, over two years. */
  spent: readonly number[]
  /** Contacts over a year. */
  contacts: readonly number[]
  /** Core moments that were owed to them over a year, and those that were made. */
  due: readonly number[]
  made: readonly number[]
}

const DECILES = 10
/** Fewer have a mean but no interval. */
const ENOUGH = 30
const Z = 1.959964

/**
 * Is attention equal? Those who bought nothing stand apart, the others in ten groups of the same size by what they spent; of each, contacts per
 * person with the 95 % interval of the mean, and of the core moments owed to them the share that was made: all of them, not one of ten.
 */
export function equityOf(people: People): AttentionAnswer['equity'] {
  const order = Array.from(people.spent.keys()).sort((a, b) => people.spent[a]! - people.spent[b]! || a - b)
  const first = order.findIndex((who) => people.spent[who]! > 0)
  const nothing = first < 0 ? order : order.slice(0, first)
  const spenders = first < 0 ? [] : order.slice(first)
  const groups = [nothing]
  for (let decile = 0; decile < DECILES; decile++)
    groups.push(
      spenders.slice(
        Math.round((decile * spenders.length) / DECILES),
        Math.round(((decile + 1) * spenders.length) / DECILES),
      ),
    )
  return {
    deciles: groups.flatMap((group, decile) => (group.length > 0 ? [groupOf(people, group, decile)] : [])),
    gini: gini(people.contacts),
    concentration: concentration(people.contacts, people.spent),
    lorenz: lorenz(people.contacts),
  }
}

function groupOf(people: People, group: readonly number[], decile: number) {
  const n = group.length
  const total = group.reduce((sum, who) => sum + people.contacts[who]!, 0)
  const mean = total / n
  const spread = group.reduce((sum, who) => sum + (people.contacts[who]! - mean) ** 2, 0)
  const half = n < ENOUGH ? null : Z * Math.sqrt(spread / (n - 1) / n)
  return {
    decile,
    people: n,
    fromCents: people.spent[group[0]!]!,
    toCents: people.spent[group.at(-1)!]!,
    mean,
    interval: half === null ? null : { low: Math.max(0, mean - half), high: mean + half },
    core: madeOf(
      group.filter((who) => people.due[who]! > 0).map((who) => ({ due: people.due[who]!, made: people.made[who]! })),
    ),
  }
}

/**
 * Moments of one person go together (a wrong number keeps all of them from being made), so they count for fewer than they are: Wilson's interval on
 * as many as they are worth, by how far whole persons scatter around the share (Kish's design effect).
 */
function madeOf(owed: readonly { due: number; made: number }[]) {
  const due = owed.reduce((sum, each) => sum + each.due, 0)
  const made = owed.reduce((sum, each) => sum + each.made, 0)
  const share = due === 0 ? 0 : made / due
  const between = owed.reduce((sum, each) => sum + (each.made - share * each.due) ** 2, 0)
  const alone = due * share * (1 - share)
  const effect = owed.length < 2 || alone === 0 ? due / Math.max(1, owed.length) : Math.max(1, between / alone)
  return { people: owed.length, due, made, interval: wilson(made / effect, due / effect) }
}

/** How many people had so many contacts, whole ones; the last class holds all above. */
export function pressureOf(contacts: readonly number[], classes = 7): { contacts: number; people: number }[] {
  const counted = Array.from({ length: classes }, (_, n) => ({ contacts: n, people: 0 }))
  for (const each of contacts) counted[Math.min(classes - 1, Math.ceil(each))]!.people++
  return counted
}
