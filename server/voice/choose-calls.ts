const KINDS = ['settled', 'open', 'praising'] as const
export type CallKind = (typeof KINDS)[number]

/** Somebody who may be called, by law and by attention, and has not been by the committee for six months. */
export interface Callable {
  customerId: string
  siteId: string | null
  kind: CallKind
  /** Who knows them. */
  advisorId: string | null
  at: number
}

export interface CallGiven {
  staffId: string
  customerId: string
  siteId: string | null
  kind: CallKind
}

/**
 * One customer for each member of the committee. The kinds go round, so that nobody only hears praise: one who was unhappy and whose matter is
 * settled, one whose matter is not, one who praised; the month turns who begins where. A place that was not heard yet goes first, then the
 * newest answer falls out of a mix that depends on the month alone: no member chooses, and nobody always comes first. Whom a member looks after
 * as advisor they know already: another calls them.
 * @param given calls that stand already
 */
export function chooseCalls(
  month: string,
  members: readonly string[],
  all: readonly Callable[],
  given: readonly CallGiven[] = [],
): CallGiven[] {
  const taken = new Set(given.map(({ customerId }) => customerId))
  const heard = new Map<string, number>()
  for (const { siteId } of given) heard.set(siteId ?? '', (heard.get(siteId ?? '') ?? 0) + 1)
  const kinds = new Map<CallKind, number>(KINDS.map((kind) => [kind, given.filter((one) => one.kind === kind).length]))
  const turn = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
  const chosen: CallGiven[] = []
  for (const staffId of members) {
    if (given.some((one) => one.staffId === staffId)) continue
    const order = KINDS.map((kind, at) => ({ kind, rank: (at + turn) % KINDS.length })).sort(
      (a, b) => kinds.get(a.kind)! - kinds.get(b.kind)! || a.rank - b.rank,
    )
    const able = all.filter((one) => !taken.has(one.customerId) && one.advisorId !== staffId)
    const kind = order.find((each) => able.some((one) => one.kind === each.kind))?.kind
    const best = able
      .filter((one) => one.kind === kind)
      .sort(
        (a, b) =>
          (heard.get(a.siteId ?? '') ?? 0) - (heard.get(b.siteId ?? '') ?? 0) ||
          mixed(month, a.customerId) - mixed(month, b.customerId) ||
          a.customerId.localeCompare(b.customerId),
      )[0]
    if (!best) continue
    chosen.push({ staffId, customerId: best.customerId, siteId: best.siteId, kind: best.kind })
    taken.add(best.customerId)
    heard.set(best.siteId ?? '', (heard.get(best.siteId ?? '') ?? 0) + 1)
    kinds.set(best.kind, kinds.get(best.kind)! + 1)
  }
  return chosen
}

/** FNV-1a: a number that looks like chance and is the same each time. */
function mixed(month: string, id: string): number {
  let hash = 0x811c9dc5
  for (const letter of month + id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return hash >>> 0
}
