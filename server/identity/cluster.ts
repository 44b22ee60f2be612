import type { Thresholds } from './model.ts'

/** Two records and the log2 odds that they are one person. Records are numbered 0 to n − 1 in the order of what they say (`content-order.ts`). */
export interface Edge {
  a: number
  b: number
  bits: number
}

export interface Constraints {
  /** Pairs a person said are not the same: never in one cluster. */
  never: readonly (readonly [number, number])[]
  /** Pairs a person said are the same: joined before anything else. */
  always: readonly (readonly [number, number])[]
}

/** One step of how a cluster formed: two groups, each named by its first record. */
export interface Step {
  a: number
  b: number
  /** Mean weight between the two groups, in bits; null where a person said so. */
  bits: number | null
  /** Records in the two together. */
  size: number
}

export interface Clustering {
  /** The cluster of each record, named by its first record. */
  clusterOf: number[]
  steps: Step[]
}

export interface ClusterRules extends Omit<Thresholds, 'ask'> {
  /** The bits between two records of which no edge is given. */
  scoreOf: (a: number, b: number) => number
  /** The number of what each record says. One row sent twice is one witness. */
  said?: readonly number[]
  /** May these two groups of records never become one, unless a person said so? */
  wall?: (one: readonly number[], other: readonly number[]) => boolean
}

/** Weights are kept to a 64th of a bit, so that sums are exact and their order changes nothing. */
export const rounded = (bits: number): number => Math.round(bits * 64) / 64

interface Candidate {
  a: number
  b: number
  mean: number
}

/** Best first; ties by the smaller record, so that the order of arrival changes nothing. */
const before = (x: Candidate, y: Candidate): boolean =>
  x.mean !== y.mean ? x.mean > y.mean : x.a !== y.a ? x.a < y.a : x.b < y.b

function pushHeap(heap: Candidate[], candidate: Candidate): void {
  let at = heap.push(candidate) - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!before(candidate, heap[parent]!)) break
    heap[at] = heap[parent]!
    at = parent
  }
  heap[at] = candidate
}

function popHeap(heap: Candidate[]): Candidate {
  const top = heap[0]!
  const last = heap.pop()!
  if (heap.length === 0) return top
  let at = 0
  for (;;) {
    let child = at * 2 + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
    if (!before(heap[child]!, last)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = last
  return top
}

/** All weights between two groups: one thing, found from either. */
interface Link {
  sum: number
  /** The best weight of any pair. */
  best: number
  /** The same, not clipped: how near the two are at their nearest. */
  nearest: number
}

const NOBODY: ReadonlySet<number> = new Set()
/** So many bits nearer to one of two who are not one: then it is theirs. */
const TORN = 3

/** Groups as they grow: members, links to neighbouring groups, groups they may not join. */
class Groups {
  members: number[][] = []
  links: Map<number, Link>[] = []
  apart = new Map<number, Set<number>>()
  rules: ClusterRules
  /** What each says, where some say the same. */
  said: readonly number[] | undefined
  constructor(n: number, rules: ClusterRules) {
    for (let i = 0; i < n; i++) {
      this.members.push([i])
      this.links.push(new Map())
    }
    this.rules = rules
    this.said = rules.said && rules.said.at(-1) !== n - 1 ? rules.said : undefined
  }

  /** How many of them say something of their own. */
  voices(a: number): number {
    const { said } = this
    const members = this.members[a]!
    return said && members.length > 1 ? new Set(members.map((member) => said[member])).size : members.length
  }

  clipped(bits: number): number {
    const { clip } = this.rules
    return bits > clip ? clip : bits < -clip ? -clip : bits
  }

  /** The weights between two groups; pairs without an edge count with their real score. */
  between(a: number, b: number): Link {
    const known = this.links[a]!.get(b)
    if (known !== undefined) return known
    const link = { sum: 0, best: -this.rules.clip, nearest: Number.NEGATIVE_INFINITY }
    for (const x of this.members[a]!)
      for (const y of this.members[b]!) {
        const weight = rounded(this.rules.scoreOf(x, y))
        const bits = this.clipped(weight)
        link.sum += bits
        if (bits > link.best) link.best = bits
        if (weight > link.nearest) link.nearest = weight
      }
    this.link(a, b, link)
    return link
  }

  link(a: number, b: number, link: Link): void {
    this.links[a]!.set(b, link)
    this.links[b]!.set(a, link)
  }

  /** A person said that they are not one. */
  never(a: number, b: number): boolean {
    return this.apart.size > 0 && (this.apart.get(a) ?? NOBODY).has(b)
  }

  mayNot(a: number, b: number): boolean {
    return this.never(a, b) || this.walled(a, b)
  }

  walled(a: number, b: number): boolean {
    return this.rules.wall?.(this.members[a]!, this.members[b]!) ?? false
  }

  /**
   * Is the second group about as near to another one that may never join the first? Somebody without a birth date is the father or the son: whichever
   * is better by a little would be a guess, and a person is asked.
   */
  torn(a: number, b: number): boolean {
    const { nearest } = this.between(a, b)
    for (const [c, link] of this.links[b]!) {
      if (c === a || link.best < this.rules.same || link.nearest <= nearest - TORN) continue
      if (this.mayNot(a, c) && !this.mayNot(b, c) && this.passes(b, c, this.mean(b, c))) return true
    }
    return false
  }

  /** Two groups that never join. */
  part(a: number, b: number): void {
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const others = this.apart.get(x)
      if (others) others.add(y)
      else this.apart.set(x, new Set([y]))
    }
  }

  /** The second group joins the first. @returns the groups that neighbour the two */
  join(a: number, b: number): IterableIterator<number> {
    const [own, joining] = [this.links[a]!, this.links[b]!]
    for (const c of own.keys()) if (c !== b) this.between(b, c)
    for (const [c, link] of joining) {
      if (c === a) continue
      const both = this.between(a, c)
      both.sum += link.sum
      if (link.best > both.best) both.best = link.best
      if (link.nearest > both.nearest) both.nearest = link.nearest
      this.links[c]!.delete(b)
    }
    if (this.apart.size > 0)
      for (const c of this.apart.get(b) ?? NOBODY) {
        this.part(a, c)
        this.apart.get(c)!.delete(b)
      }
    this.members[a]!.push(...this.members[b]!)
    this.members[b] = []
    own.delete(b)
    joining.clear()
    return own.keys()
  }

  /** The more pairs stand behind a mean, the less it takes: the bar falls with a root of their number, each saying counted once. */
  passes(a: number, b: number, mean: number): boolean {
    const pairs = this.voices(a) * this.voices(b)
    return mean * pairs ** this.rules.support >= this.rules.same
  }

  mean(a: number, b: number): number {
    const { sum, best } = this.between(a, b)
    const mean = sum / (this.members[a]!.length * this.members[b]!.length)
    const { reach } = this.rules
    return mean * (1 - reach) + best * reach
  }
}

/** So many records on each side of one edge make it worth a look. */
const BRIDGED = 2

/** Worth a person's look: edges that alone hold two groups of a cluster together: without them the cluster falls apart. */
export function bridgesOf(edges: readonly Edge[], clusterOf: readonly number[], same: number): Edge[] {
  const sizes = new Map<number, number>()
  for (const cluster of clusterOf) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1)
  const strong = edges.filter(({ a, b, bits }) => clusterOf[a] === clusterOf[b] && bits >= same)
  const big = strong.filter(({ a }) => sizes.get(clusterOf[a]!)! >= 2 * BRIDGED)
  return big.filter((bridge) => {
    const reached = new Set([bridge.a])
    for (let size = 0; size < reached.size; ) {
      size = reached.size
      for (const edge of strong) {
        if (edge === bridge) continue
        if (reached.has(edge.a)) reached.add(edge.b)
        if (reached.has(edge.b)) reached.add(edge.a)
      }
    }
    const size = sizes.get(clusterOf[bridge.a]!)!
    return !reached.has(bridge.b) && reached.size >= BRIDGED && size - reached.size >= BRIDGED
  })
}

/**
 * The people behind a set of records. Best pairs first; two groups become one only while the mean of the clipped weights between
 * them passes the bar (average linkage: Sokal & Michener 1958, as cut by Hassanzadeh et al. 2009 for duplicates). So a chain A~B~C
 * breaks where A and C contradict each other, and two with a wall between them (father and son) never stand in one group, whoever is near to both. What a
 * person said holds: "never" keeps groups apart, "always" joins them first.
 */
export function clusterComponent(
  n: number,
  edges: readonly Edge[],
  constraints: Constraints,
  rules: ClusterRules,
): Clustering {
  const groups = new Groups(n, rules)
  const steps: Step[] = []
  const heap: Candidate[] = []
  const groupOf = Array.from({ length: n }, (_, i) => i)
  for (const { a, b, bits } of edges) {
    const weight = groups.clipped(rounded(bits))
    groups.link(a, b, { sum: weight, best: weight, nearest: bits })
  }
  for (const [a, b] of constraints.never) groups.part(a, b)
  const merge = (x: number, y: number, bits: number | null): void => {
    const [a, b] = x < y ? [x, y] : [y, x]
    for (const member of groups.members[b]!) groupOf[member] = a
    for (const c of groups.join(a, b)) {
      const mean = groups.mean(a, c)
      if (groups.passes(a, c, mean)) pushHeap(heap, { a: Math.min(a, c), b: Math.max(a, c), mean })
    }
    steps.push({ a, b, bits, size: groups.members[a]!.length })
  }
  for (const [x, y] of [...constraints.always].sort(([a, b], [c, d]) => a - c || b - d)) {
    const [a, b] = [groupOf[x]!, groupOf[y]!]
    if (a !== b && !groups.never(a, b)) merge(a, b, null)
  }
  for (const { a, b } of edges) {
    const [x, y] = [groupOf[a]!, groupOf[b]!]
    if (x === y) continue
    const mean = groups.mean(x, y)
    if (groups.passes(x, y, mean)) pushHeap(heap, { a: Math.min(x, y), b: Math.max(x, y), mean })
  }
  while (heap.length > 0) {
    const { a, b, mean } = popHeap(heap)
    if (groups.members[a]!.length === 0 || groups.members[b]!.length === 0 || groups.mayNot(a, b)) continue
    if (groups.mean(a, b) !== mean || groups.torn(a, b) || groups.torn(b, a)) continue
    merge(a, b, mean)
  }
  return { clusterOf: groupOf, steps }
}
