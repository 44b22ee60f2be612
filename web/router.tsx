import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { inside, root, shell, wayBack } from './routes/inside.tsx'
import { loopScreens } from './routes/loop.ts'
import { peopleScreens } from './routes/people.ts'
import { setupScreens } from './routes/setup.ts'
import { voiceScreens } from './routes/voice.ts'
import { Broken, NotFound, Pending } from './screens/shell/Detours.tsx'

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
