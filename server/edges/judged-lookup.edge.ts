import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isMetadata, isPublic } from './public-address.ts'

/** The address is not one that the house calls for somebody. */
export class Refused extends Error {}

export interface JudgedSettings {
  /** What stands on the house’s own machine or network may be called. */
  allowPrivate: boolean
  /** How names become addresses; the system’s own when absent. */
  lookup?: typeof systemLookup
}

/**
 * For addresses that people typed or browsers sent, so that ours never becomes a hand inside the house’s network: every IP address a name
 * stands for is judged at the moment of connecting, so that a name cannot change its mind between the check and the call.
 */
export function judgedLookup({ allowPrivate, lookup = systemLookup }: JudgedSettings) {
  const mayCall = (address: string): boolean => (allowPrivate ? !isMetadata(address) : isPublic(address))
  return {
    /** May this host be called, as far as it says by itself? Names are judged when they are looked up. */
    mayName(hostname: string): boolean {
      const host = hostname.replace(/^\[|\]$/gu, '')
      return isIP(host) ? mayCall(host) : allowPrivate || !/(?:^|\.)localhost$/iu.test(host)
    },
    /** Every address a name stands for must be allowed: one that is not refuses them all. */
    judged(...[host, options, done]: Parameters<LookupFunction>): void {
      lookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
        if (error) return done(error, [])
        if (!addresses.every(({ address }) => mayCall(address))) return done(new Refused('address-refused'), [])
        const [first] = addresses
        if (options.all || !first) done(null, addresses)
        else done(null, first.address, first.family)
      })
    },
  }
}
