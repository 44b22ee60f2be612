import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter } from '@tanstack/react-router'
import { lazyScreen } from './lazy-screen.ts'
import { inside, root, shell, wayBack } from './routes/inside.tsx'
import { loopScreens } from './routes/loop.ts'
import { peopleScreens } from './routes/people.ts'
import { setupScreens } from './routes/setup.ts'
import { voiceScreens } from './routes/voice.ts'
import { Broken, NotFound, Pending } from './screens/shell/Detours.tsx'

const wall = createRoute({
  getParentRoute: () => inside,
  path: '/wall',
  component: lazyScreen(() => import('./screens/wall/Wall.tsx')),
})

const secondFactor = createRoute({
  getParentRoute: () => inside,
  path: '/second-factor',
  validateSearch: wayBack,
  component: lazyScreen(() => import('./screens/account/FactorDue.tsx')),
})

const doors = [
  createRoute({
    getParentRoute: () => root,
    path: '/welcome',
    component: lazyScreen(() => import('./screens/welcome/Welcome.tsx')),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: wayBack,
    component: lazyScreen(() => import('./screens/sign-in/SignIn.tsx')),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/join/$token',
    component: lazyScreen(() => import('./screens/join/Join.tsx')),
  }),
]

const tree = root.addChildren([
  inside.addChildren([
    shell.addChildren([...peopleScreens, ...loopScreens, ...voiceScreens, ...setupScreens]),
    wall,
    secondFactor,
  ]),
  ...doors,
])

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
