import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect, retainSearchParams } from '@tanstack/react-router'
import { start } from '../../contract/network.ts'
import { ProblemError } from '../api.ts'
import { asking } from '../ask.ts'
import { lazyScreen } from '../lazy-screen.ts'
import { NotFound } from '../screens/shell/Detours.tsx'
import { Shell } from '../screens/shell/Shell.tsx'
import { askMe } from '../session.tsx'

interface Context {
  queries: QueryClient
}

export const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound })

/** Who is there? Nobody: to the door they need (the first visit, or signing in). */
async function signedIn(queries: QueryClient, next: string): Promise<void> {
  try {
    const { secondFactorDue } = await queries.ensureQueryData(askMe)
    const there = next.startsWith('/second-factor')
    if (secondFactorDue && !there) throw redirect({ to: '/second-factor', search: next === '/' ? {} : { next } })
  } catch (fault) {
    if (!(fault instanceof ProblemError) || fault.problem.status !== 401) throw fault
    const first = await queries.fetchQuery(asking(start, {}))
    if (first.needsOwner) throw redirect({ to: '/welcome' })
    throw redirect({ to: '/sign-in', search: next === '/' ? {} : { next } })
  }
}

export const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

/** Where someone goes on to. Only a path of ours: `//elsewhere` is an address of someone else. */
export const wayBack = (search: Record<string, unknown>): { next?: string } => {
  const next = text(search.next)
  return next && /^\/(?![/\\])/u.test(next) ? { next } : {}
}

/** Everything behind the door: the person is known, and the site they look at is named in the address. */
export const inside = createRoute({
  id: 'inside',
  getParentRoute: () => root,
  validateSearch: (search: Record<string, unknown>): { site?: string } => {
    const site = text(search.site)
    return site ? { site } : {}
  },
  search: { middlewares: [retainSearchParams(['site'])] },
  beforeLoad: ({ context, location }) => signedIn(context.queries, location.href),
})

export const shell = createRoute({ id: 'shell', getParentRoute: () => inside, component: Shell })

/** A screen within the shell whose address says all of it; loaded when somebody goes there. */
export const screen = <Path extends string>(path: Path, load: Parameters<typeof lazyScreen>[0]) =>
  createRoute({ getParentRoute: () => shell, path, component: lazyScreen(load) })
