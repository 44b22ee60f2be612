import { useMemo } from 'react'

/** How far the server's clock is ahead of this one, in milliseconds, as its last full answer said. */
export function useSkew(serverNow: string | undefined): number {
  return useMemo(() => (serverNow ? Date.parse(serverNow) - Date.now() : 0), [serverNow])
}
