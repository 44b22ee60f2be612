import type { SearchHit } from '../../contract/customers.ts'

/** What tells namesakes apart, in a line; a number is not broken over two. */
export const foundLine = ({ vehicle, plate, phone, city }: SearchHit): string =>
  [vehicle, plate, phone?.replaceAll(' ', '\u00a0'), city].filter(Boolean).join(' · ')
