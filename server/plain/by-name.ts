const COLLATOR = new Intl.Collator('fr', { numeric: true })

/** The order in which people read a list of names: É beside E, 2 before 10. The database sorts by bytes, in which É comes after Z. */
export const byName = (a: { name: string }, b: { name: string }): number => COLLATOR.compare(a.name, b.name)
