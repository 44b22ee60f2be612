import type { GreetFigures } from '../../../contract/visits.ts'

/** Below this many greetings a median says more about chance than about a place: it is withheld. */
export const ENOUGH = 10

export interface SiteFigures {
  siteId: string
  name: string
  figures: GreetFigures
}
export interface Ranked extends SiteFigures {
  /** The best and the worst place this site may hold; equal when it is told apart from every other. */
  from: number
  to: number
}

const known = ({ figures: f }: SiteFigures) =>
  f.n >= ENOUGH && f.medianS !== null && f.medianLowS !== null && f.medianHighS !== null

/** Is `a` surely quicker than `b`? Only when the whole interval of its median lies under that of the other. */
const quicker = (a: SiteFigures, b: SiteFigures): boolean =>
  (a.figures.medianHighS ?? Number.POSITIVE_INFINITY) < (b.figures.medianLowS ?? Number.NEGATIVE_INFINITY)

/**
 * Sites from quickest to slowest, ranked only where they differ: a site's place runs from one after those surely
 * quicker, to that many from the end as are surely slower. Where intervals overlap, sites share their places.
 * Sites with too few greetings are set apart, unranked.
 */
export function rankSites(sites: readonly SiteFigures[]): { ranked: Ranked[]; withheld: SiteFigures[] } {
  const able = sites.filter(known)
  const ranked = able
    .map((site) => ({
      ...site,
      from: 1 + able.filter((other) => quicker(other, site)).length,
      to: able.length - able.filter((other) => quicker(site, other)).length,
    }))
    .sort((a, b) => (a.figures.medianS ?? 0) - (b.figures.medianS ?? 0))
  return { ranked, withheld: sites.filter((site) => !known(site)) }
}

/** Wilson's 95 % score interval of a share, 0 to 1 (Wilson 1927; Agresti & Coull 1998). Null for no cases. */
export function shareInterval(share: number, n: number): { low: number; high: number } | null {
  if (n === 0) return null
  const z = 1.959964
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
