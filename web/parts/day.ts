import { day } from '../../contract/endpoint.ts'

/** A day that exists: an address with « 31 February » in it asks for nothing, where the server would refuse the whole page. */
export const isDay = (text: string): boolean => day.safeParse(text).success
