import type { SearchHit } from '../../contract/customers.ts'
import { phoneText } from './phone-text.ts'

/** What tells namesakes apart, in a line; a number is not broken over two. */
export const foundLine = ({ vehicle, plate, phone, city }: SearchHit): string =>
  [vehicle, plate, phone && phoneText(phone), city].filter(Boolean).join(' · ')
