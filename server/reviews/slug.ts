import { fold } from '../plain/fold.ts'

/** Addresses under /r that are not a site's. */
const RESERVED: ReadonlySet<string> = new Set([
  'about',
  'badge',
  'mine',
  'network',
  'product',
  'report',
  'review',
  'robots',
  'service',
  'sitemap',
])
const LONGEST = 50

/**
 * The address of a subject, from its title: small plain letters, digits and hyphens. A title without any of these takes its kind. Of two
 * alike the second bears a number.
 */
export function slugOf(title: string, kind: string, taken: ReadonlySet<string>): string {
  const plain = fold(title.replaceAll(/['’]/gu, ' '))
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, LONGEST)
    .replace(/-+$/u, '')
  const first = plain === '' ? kind : plain
  for (let n = 1; ; n += 1) {
    const slug = n === 1 ? first : `${first}-${n}`
    if (!taken.has(slug) && !isReserved(kind, slug)) return slug
  }
}

export const isReserved = (kind: string, slug: string): boolean => kind === 'site' && RESERVED.has(slug)
