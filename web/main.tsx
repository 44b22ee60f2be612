import '@fontsource-variable/figtree/wght.css'
import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './theme.css'
import { MantineProvider } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { makeQueries } from './ask.ts'
import { keepFocus } from './keep-focus.ts'
import { isOutdated } from './new-version.ts'
import { makeRouter } from './router.tsx'
import { LineCut } from './screens/shell/LineCut.tsx'
import { resolver, theme } from './theme.ts'
import { WordsProvider } from './words/words.tsx'

// The content security policy forbids code made from text, which zod would otherwise try first.
config({ jitless: true })

const queries = makeQueries({
  refused: () => {
    const { pathname, href } = router.state.location
    if (!['/sign-in', '/welcome'].includes(pathname) && !pathname.startsWith('/join')) {
      queries.clear()
      notifications.clean()
      void router.navigate({ to: '/sign-in', search: { next: href } })
    }
  },
})
const router = makeRouter(queries)

keepFocus(document)
// A version was put in place of this one: the next screen is loaded whole, so that nobody goes on in the old one.
router.subscribe('onBeforeNavigate', ({ toLocation, pathChanged }) => {
  if (pathChanged && isOutdated() && navigator.onLine) location.assign(toLocation.href)
})

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
      <WordsProvider>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-center" limit={3} containerWidth={460} />
          <RouterProvider router={router} />
          <LineCut />
        </QueryClientProvider>
      </WordsProvider>
    </MantineProvider>
  </StrictMode>,
)
