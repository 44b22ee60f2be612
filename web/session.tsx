import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { AnswerOf } from '../contract/endpoint.ts'
import { me, type Site } from '../contract/network.ts'
import { may, type Right } from '../contract/rights.ts'
import { asking } from './ask.ts'
import { examplesOf } from './parts/examples.ts'

export type Me = AnswerOf<typeof me>

export const askMe = { ...asking(me, {}), staleTime: 60_000 }

/** Who is signed in. Only below the shell, which has read it before it draws anything. */
export function useMe(): Me {
  return useSuspenseQuery(askMe).data as Me
}

const REMEMBERED = 'okaeri.site'

/** Where the person is looking: named in the address, else the last one chosen here, else the first of theirs. */
export function useSite(): { site: Site | undefined; sites: Site[]; setSite: (id: string) => void } {
  const { sites } = useMe()
  const asked = (useSearch({ strict: false }) as { site?: string }).site
  const navigate = useNavigate()
  const setSite = useCallback(
    (id: string) => {
      localStorage.setItem(REMEMBERED, id)
      void navigate({ to: '.', search: (before: object) => ({ ...before, site: id }), replace: true } as never)
    },
    [navigate],
  )
  const remembered = localStorage.getItem(REMEMBERED)
  const site = sites.find((s) => s.id === asked) ?? sites.find((s) => s.id === remembered) ?? sites[0]
  return { site, sites, setSite }
}

/** How numbers and plates are written where one looks. */
export const useExamples = () => examplesOf(useSite().site?.country)

/** May I use this right here? On the current site unless another is named; `null` asks about any site. */
export function useMay(right: Right, siteId?: string | null): boolean {
  const { roles } = useMe()
  const { site } = useSite()
  return may(roles, right, siteId === undefined ? site?.id : siteId)
}

/** The clock of a place. */
export function useZoneOf(siteId: string | null): string | undefined {
  const { sites } = useMe()
  return sites.find(({ id }) => id === siteId)?.timeZone
}
