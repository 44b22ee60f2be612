/** What customers are found by; written only by `needles.store.ts`. */
export interface SearchTables {
  'customers.needle': {
    customer_id: string
    kind: 'name' | 'city'
    key: string
    /** Day of the last change of the customer, YYYY-MM-DD. */
    seen: string
  }
  'customers.word': { kind: 'typo' | 'fine' | 'sound' | 'near'; key: string; word: string }
}
