import { createRoute } from '@tanstack/react-router'
import { PEOPLE_OF_IMPORT, type PeopleOfImport } from '../../contract/import-people.ts'
import { lazyScreen } from '../lazy-screen.ts'
import { readFilter } from '../screens/customer/timeline-filter.ts'
import { screen, shell, text } from './inside.tsx'

/** Where people are received and known. */
export const peopleScreens = [
  createRoute({
    getParentRoute: () => shell,
    path: '/',
    // Whom a notification was about: the desk shows that card.
    validateSearch: (search: Record<string, unknown>): { visit?: string } => {
      const visit = text(search.visit)
      return visit ? { visit } : {}
    },
    component: lazyScreen(() => import('../screens/desk/Desk.tsx')),
  }),
  screen('/floor', () => import('../screens/floor/Floor.tsx')),
  screen('/customers', () => import('../screens/customers/Customers.tsx')),
  createRoute({
    getParentRoute: () => shell,
    path: '/customers/$id',
    // What is shown of what happened.
    validateSearch: readFilter,
    component: lazyScreen(() => import('../screens/customer/Customer.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/search',
    validateSearch: (search: Record<string, unknown>): { q?: string } => {
      // An address such as ?q=0612345678 arrives here as a number.
      const q = typeof search.q === 'number' ? String(search.q) : text(search.q)
      return q ? { q } : {}
    },
    component: lazyScreen(() => import('../screens/search/Search.tsx')),
  }),
  screen('/import', () => import('../screens/import/Import.tsx')),
  screen('/import/$id', () => import('../screens/import/ImportRun.tsx')),
  createRoute({
    getParentRoute: () => shell,
    path: '/import/$id/people',
    validateSearch: (search: Record<string, unknown>): { which?: PeopleOfImport; q?: string } => {
      const which = PEOPLE_OF_IMPORT.find((one) => one === search.which)
      const q = typeof search.q === 'number' ? String(search.q) : text(search.q)
      return { ...(which ? { which } : {}), ...(q ? { q } : {}) }
    },
    component: lazyScreen(() => import('../screens/import/ImportPeople.tsx')),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: '/identity',
    validateSearch: (search: Record<string, unknown>): { a?: string; b?: string; import?: string } => {
      const [a, b, run] = [text(search.a), text(search.b), text(search.import)]
      return { ...(a && b ? { a, b } : {}), ...(run ? { import: run } : {}) }
    },
    component: lazyScreen(() => import('../screens/identity/Review.tsx')),
  }),
  screen('/identity/quality', () => import('../screens/identity/Quality.tsx')),
  createRoute({
    getParentRoute: () => shell,
    path: '/identity/history',
    validateSearch: (search: Record<string, unknown>): { customer?: string; import?: string } => {
      const [customer, run] = [text(search.customer), text(search.import)]
      return { ...(customer ? { customer } : {}), ...(run ? { import: run } : {}) }
    },
    component: lazyScreen(() => import('../screens/identity/History.tsx')),
  }),
  screen('/figures', () => import('../screens/figures/Figures.tsx')),
]
