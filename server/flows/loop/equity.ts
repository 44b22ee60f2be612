import type { AttentionAnswer } from '../../../contract/loop.ts'
import { concentration, gini, lorenz } from '../../plain/concentration.ts'
import { wilson } from '../../plain/proportion-interval.ts'

/** Each place of all lists stands for so many people who are alike in all of it. */
export interface People {
  times: readonly number[]
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
  const groups = [
    inGroups(people, first < 0 ? order : order.slice(0, first), 1),
    inGroups(people, first < 0 ? [] : order.slice(first), DECILES),
  ].flat()
  const byContacts = countedBy(people.contacts, people.times)
  const contacts = [...byContacts.keys()]
  const times = [...byContacts.values()]
  return {
    deciles: groups.flatMap((group, decile) => (group.length > 0 ? [groupOf(people, group, decile)] : [])),
    gini: gini(contacts, times),
    concentration: concentration(people.contacts, people.spent, people.times),
    lorenz: lorenz(contacts, undefined, times),
  }
}

/** So many of the people at one place. */
interface Some {
  who: number
  n: number
}

/** In that order, into groups of the same size: people who are alike may fall on two sides of a bound. */
function inGroups({ times }: People, order: readonly number[], many: number): Some[][] {
  const all = order.reduce((sum, who) => sum + times[who]!, 0)
  const groups: Some[][] = Array.from({ length: many }, () => [])
  let group = 0
  let before = 0
  for (const who of order)
    for (let left = times[who]!; left > 0; ) {
      while (before >= Math.round(((group + 1) * all) / many)) group++
      const n = Math.min(left, Math.round(((group + 1) * all) / many) - before)
      groups[group]!.push({ who, n })
      before += n
      left -= n
    }
  return groups
}

function countedBy(values: readonly number[], times: readonly number[]): Map<number, number> {
  const counted = new Map<number, number>()
  for (let i = 0; i < values.length; i++) counted.set(values[i]!, (counted.get(values[i]!) ?? 0) + times[i]!)
  return counted
}

function groupOf(people: People, group: readonly Some[], decile: number) {
  const n = group.reduce((sum, some) => sum + some.n, 0)
  const total = group.reduce((sum, some) => sum + some.n * people.contacts[some.who]!, 0)
  const mean = total / n
  const spread = group.reduce((sum, some) => sum + some.n * (people.contacts[some.who]! - mean) ** 2, 0)
  const half = n < ENOUGH ? null : Z * Math.sqrt(spread / (n - 1) / n)
  return {
    decile,
    people: n,
    fromCents: people.spent[group[0]!.who]!,
    toCents: people.spent[group.at(-1)!.who]!,
    mean,
    interval: half === null ? null : { low: Math.max(0, mean - half), high: mean + half },
    core: madeOf(
      group
        .filter(({ who }) => people.due[who]! > 0)
        .map(({ who, n }) => ({ n, due: people.due[who]!, made: people.made[who]! })),
    ),
  }
}

/**
 * Moments of one person go together (a wrong number keeps all of them from being made), so they count for fewer than they are: Wilson's interval on
 * as many as they are worth, by how far whole persons scatter around the share (Kish's design effect).
 */
function madeOf(owed: readonly { n: number; due: number; made: number }[]) {
  const sum = (of: (each: { due: number; made: number }) => number) =>
    owed.reduce((sum, each) => sum + each.n * of(each), 0)
  const [people, due, made] = [sum(() => 1), sum((each) => each.due), sum((each) => each.made)]
  const share = due === 0 ? 0 : made / due
  const between = sum((each) => (each.made - share * each.due) ** 2)
  const alone = due * share * (1 - share)
  const effect = people < 2 || alone === 0 ? due / Math.max(1, people) : Math.max(1, between / alone)
  return { people, due, made, interval: wilson(made / effect, due / effect) }
}

/** How many people had so many contacts, whole ones; the last class holds all above. */
export function pressureOf(
  contacts: readonly number[],
  times: readonly number[],
  classes = 7,
): { contacts: number; people: number }[] {
  const counted = Array.from({ length: classes }, (_, n) => ({ contacts: n, people: 0 }))
  contacts.forEach((each, i) => {
    counted[Math.min(classes - 1, Math.ceil(each))]!.people += times[i]!
  })
  return counted
}
