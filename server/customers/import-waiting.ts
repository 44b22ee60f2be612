/** Why a row waits for whom it is about: it finds them when they have come, or when two records of theirs have become one. */
export const WAITING: readonly string[] = ['customer-unknown', 'customer-ambiguous', 'key-of-another']
