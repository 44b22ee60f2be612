import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { PEOPLE_OF_IMPORT, type PeopleOfImport } from '../contract/import-people.ts'
import { start } from '../contract/network.ts'
import { ProblemError } from './api.ts'
import { asking } from './ask.ts'
import { readFilter } from './screens/customer/timeline-filter.ts'
import { Broken, NotFound, Pending } from './screens/shell/Detours.tsx'
import { Shell } from './screens/shell/Shell.tsx'
import { askMe } from './session.tsx'

interface Context {
  queries: QueryClient
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound })

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

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

/** Where someone goes on to. Only a path of ours: `//elsewhere` is an address of someone else. */
const wayBack = (search: Record<string, unknown>): { next?: string } => {
  const next = text(search.next)
  return next && /^\/(?![/\\])/u.test(next) ? { next } : {}
}

/** Everything behind the door: the person is known, and the site they look at is named in the address. */
const inside = createRoute({
  id: 'inside',
  getParentRoute: () => root,
  validateSearch: (search: Record<string, unknown>): { site?: string } => {
    const site = text(search.site)
    return site ? { site } : {}
  },
  search: { middlewares: [retainSearchParams(['site'])] },
  beforeLoad: ({ context, location }) => signedIn(context.queries, location.href),
})

const shell = createRoute({ id: 'shell', getParentRoute: () => inside, component: Shell })

const screens = [
  createRoute({
    getParentRoute: () => shell,
    path: '/',
    // Whom a notification was about: the desk shows that card.
    validateSearch: (search: Record<string, unknown>): { visit?: string } => {
      const visit = text(search.visit)
      return visit ? { visit } : {}
    },
    component: lazyRouteComponent(() => import('./screens/desk/Desk.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/floor',
    component: lazyRouteComponent(() => import('./screens/floor/Floor.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/customers',
    component: lazyRouteComponent(() => import('./screens/customers/Customers.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/customers/$id',
    // What is shown of what happened.
    validateSearch: readFilter,
    component: lazyRouteComponent(() => import('./screens/customer/Customer.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/search',
    validateSearch: (search: Record<string, unknown>): { q?: string } => {
      // An address such as ?q=0612345678 arrives here as a number.
      const q = typeof search.q === 'number' ? String(search.q) : text(search.q)
      return q ? { q } : {}
    },
    component: lazyRouteComponent(() => import('./screens/search/Search.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/import',
    component: lazyRouteComponent(() => import('./screens/import/Import.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/import/$id',
    component: lazyRouteComponent(() => import('./screens/import/ImportRun.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/import/$id/people',
    validateSearch: (search: Record<string, unknown>): { which?: PeopleOfImport; q?: string } => {
      const which = PEOPLE_OF_IMPORT.find((one) => one === search.which)
      const q = typeof search.q === 'number' ? String(search.q) : text(search.q)
      return { ...(which ? { which } : {}), ...(q ? { q } : {}) }
    },
    component: lazyRouteComponent(() => import('./screens/import/ImportPeople.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/identity',
    validateSearch: (search: Record<string, unknown>): { a?: string; b?: string; import?: string } => {
      const [a, b, run] = [text(search.a), text(search.b), text(search.import)]
      return { ...(a && b ? { a, b } : {}), ...(run ? { import: run } : {}) }
    },
    component: lazyRouteComponent(() => import('./screens/identity/Review.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/identity/quality',
    component: lazyRouteComponent(() => import('./screens/identity/Quality.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/identity/history',
    validateSearch: (search: Record<string, unknown>): { customer?: string; import?: string } => {
      const [customer, run] = [text(search.customer), text(search.import)]
      return { ...(customer ? { customer } : {}), ...(run ? { import: run } : {}) }
    },
    component: lazyRouteComponent(() => import('./screens/identity/History.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/playbook',
    component: lazyRouteComponent(() => import('./screens/playbook/Playbook.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/playbook/edit',
    component: lazyRouteComponent(() => import('./screens/playbook/Edit.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/playbook/compare',
    component: lazyRouteComponent(() => import('./screens/playbook/Compare.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/playbook/moments/$id',
    component: lazyRouteComponent(() => import('./screens/playbook/Moment.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup',
    component: lazyRouteComponent(() => import('./screens/setup/Setup.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup/network',
    component: lazyRouteComponent(() => import('./screens/setup/Network.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup/staff',
    component: lazyRouteComponent(() => import('./screens/setup/Staff.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup/cameras',
    component: lazyRouteComponent(() => import('./screens/setup/Cameras.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup/cameras/$id',
    component: lazyRouteComponent(() => import('./screens/setup/Camera.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup/phones',
    component: lazyRouteComponent(() => import('./screens/setup/Phones.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup/phones/$id',
    component: lazyRouteComponent(() => import('./screens/setup/Phone.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup/law',
    component: lazyRouteComponent(() => import('./screens/setup/Law.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup/audit',
    component: lazyRouteComponent(() => import('./screens/setup/Audit.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup/keys',
    component: lazyRouteComponent(() => import('./screens/setup/Keys.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup/channels',
    component: lazyRouteComponent(() => import('./screens/messages/Channels.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/decisions',
    component: lazyRouteComponent(() => import('./screens/voice/decisions/Decisions.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/decisions/$id',
    component: lazyRouteComponent(() => import('./screens/voice/decisions/Decision.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/report',
    component: lazyRouteComponent(() => import('./screens/voice/report/Report.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/report/$month',
    component: lazyRouteComponent(() => import('./screens/voice/report/Report.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice',
    component: lazyRouteComponent(() => import('./screens/voice/Inbox.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/cases',
    component: lazyRouteComponent(() => import('./screens/voice/cases/Cases.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/cases/$id',
    component: lazyRouteComponent(() => import('./screens/voice/cases/Case.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/surveys',
    component: lazyRouteComponent(() => import('./screens/surveys/Surveys.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/surveys/new',
    component: lazyRouteComponent(() => import('./screens/surveys/SurveyEdit.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/surveys/$id',
    component: lazyRouteComponent(() => import('./screens/surveys/Survey.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/surveys/$id/edit',
    component: lazyRouteComponent(() => import('./screens/surveys/SurveyEdit.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/surveys/$id/print/$door',
    component: lazyRouteComponent(() => import('./screens/surveys/DoorPrint.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/outbox',
    component: lazyRouteComponent(() => import('./screens/messages/Outbox.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/outbox/try',
    component: lazyRouteComponent(() => import('./screens/messages/Try.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/outbox/costs',
    component: lazyRouteComponent(() => import('./screens/messages/Costs.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/reader',
    component: lazyRouteComponent(() => import('./screens/voice/Reader.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/account/voice',
    component: lazyRouteComponent(() => import('./screens/messages/Recordings.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup/requests',
    component: lazyRouteComponent(() => import('./screens/privacy/Requests.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/setup/retention',
    component: lazyRouteComponent(() => import('./screens/privacy/Retention.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/account',
    component: lazyRouteComponent(() => import('./screens/account/Account.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/figures',
    component: lazyRouteComponent(() => import('./screens/figures/Figures.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/figures',
    component: lazyRouteComponent(() => import('./screens/voice/figures/Figures.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/themes',
    component: lazyRouteComponent(() => import('./screens/voice/themes/Themes.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/work/handovers',
    component: lazyRouteComponent(() => import('./screens/work/Handovers.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/work/$id',
    component: lazyRouteComponent(() => import('./screens/work/Task.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/loop',
    component: lazyRouteComponent(() => import('./screens/loop/Ledger.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/loop/attention',
    component: lazyRouteComponent(() => import('./screens/loop/Attention.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/loop/time-machine',
    component: lazyRouteComponent(() => import('./screens/replay/TimeMachine.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/loop/time-machine/$id',
    component: lazyRouteComponent(() => import('./screens/replay/Replay.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/customers/$id/fast-forward',
    component: lazyRouteComponent(() => import('./screens/replay/FastForward.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/gate',
    validateSearch: (search: Record<string, unknown>): { archived?: boolean } =>
      search.archived === true ? { archived: true } : {},
    component: lazyRouteComponent(() => import('./screens/gate/Board.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/gate/thresholds',
    component: lazyRouteComponent(() => import('./screens/gate/Thresholds.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/gate/shops',
    component: lazyRouteComponent(() => import('./screens/gate/Shops.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/gate/$id',
    component: lazyRouteComponent(() => import('./screens/gate/Product.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/loop/hold-outs',
    component: lazyRouteComponent(() => import('./screens/loop/HoldOuts.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/reviews',
    component: lazyRouteComponent(() => import('./screens/reviews/Reviews.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/reviews/settings',
    component: lazyRouteComponent(() => import('./screens/reviews/ReviewSettings.tsx')),
  }),
]

const wall = createRoute({
  getParentRoute: () => inside,
  path: '/wall',
  component: lazyRouteComponent(() => import('./screens/wall/Wall.tsx')),
})

const secondFactor = createRoute({
  getParentRoute: () => inside,
  path: '/second-factor',
  validateSearch: wayBack,
  component: lazyRouteComponent(() => import('./screens/account/FactorDue.tsx')),
})

const doors = [
  createRoute({
    getParentRoute: () => root,
    path: '/welcome',
    component: lazyRouteComponent(() => import('./screens/welcome/Welcome.tsx')),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: wayBack,
    component: lazyRouteComponent(() => import('./screens/sign-in/SignIn.tsx')),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/join/$token',
    component: lazyRouteComponent(() => import('./screens/join/Join.tsx')),
  }),
]

const tree = root.addChildren([inside.addChildren([shell.addChildren(screens), wall, secondFactor]), ...doors])

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 200,
    defaultPendingComponent: Pending,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
