/** So many times one was preferred to, or won against, another. */
export interface Won {
  winner: string
  loser: string
  times: number
}

/**
 * An order of things from pairs of which one won: Bradley & Terry (1952), log-ability of each against the `reference` (0), by the MM
 * algorithm of Hunter (Annals of Statistics 32, 2004). Null where no order exists: some never lost to the others, or were never compared.
 */
export function bradleyTerry(games: readonly Won[], reference: string): Map<string, number> | null {
  const names = [...new Set(games.flatMap(({ winner, loser }) => [winner, loser]))]
  const place = new Map(names.map((name, i) => [name, i]))
  if (!place.has(reference)) return null
  const wins = names.map(() => names.map(() => 0))
  for (const { winner, loser, times } of games) wins[place.get(winner)!]![place.get(loser)!]! += times
  if (!allReach(wins)) return null
  const won = wins.map((row) => row.reduce((sum, each) => sum + each, 0))
  let ability = names.map(() => 1)
  for (let round = 0; round < 100_000; round++) {
    const next = ability.map((own, i) => {
      let met = 0
      for (let j = 0; j < names.length; j++) if (j !== i) met += (wins[i]![j]! + wins[j]![i]!) / (own + ability[j]!)
      return won[i]! / met
    })
    // Only ratios mean something: the geometric mean is kept at one.
    const middle = Math.exp(next.reduce((sum, each) => sum + Math.log(each), 0) / next.length)
    let moved = 0
    for (const [i, each] of next.entries()) {
      next[i] = each / middle
      moved = Math.max(moved, Math.abs(Math.log(next[i]! / ability[i]!)))
    }
    ability = next
    if (moved < 1e-13) break
  }
  const base = Math.log(ability[place.get(reference)!]!)
  return new Map(names.map((name, i) => [name, Math.log(ability[i]!) - base]))
}

/** Does a way of wins lead from each to each? Then and only then the likelihood has its maximum (Ford 1957). */
function allReach(wins: readonly (readonly number[])[]): boolean {
  const reached = (by: (from: number, to: number) => boolean): number => {
    const seen = new Set([0])
    for (const from of seen) for (let to = 0; to < wins.length; to++) if (by(from, to)) seen.add(to)
    return seen.size
  }
  const all = wins.length
  return reached((from, to) => wins[from]![to]! > 0) === all && reached((from, to) => wins[to]![from]! > 0) === all
}
