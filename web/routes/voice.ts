import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../lazy-screen.ts'
import { screen, shell } from './inside.tsx'

/** Where customers are heard. */
export const voiceScreens = [
  screen('/voice/decisions', () => import('../screens/voice/decisions/Decisions.tsx')),
  screen('/voice/decisions/$id', () => import('../screens/voice/decisions/Decision.tsx')),
  screen('/voice/report', () => import('../screens/voice/report/Report.tsx')),
  screen('/voice/report/$month', () => import('../screens/voice/report/Report.tsx')),
  screen('/voice', () => import('../screens/voice/Inbox.tsx')),
  screen('/voice/cases', () => import('../screens/voice/cases/Cases.tsx')),
  screen('/voice/cases/$id', () => import('../screens/voice/cases/Case.tsx')),
  screen('/voice/surveys', () => import('../screens/surveys/Surveys.tsx')),
  screen('/voice/surveys/new', () => import('../screens/surveys/SurveyEdit.tsx')),
  screen('/voice/surveys/$id', () => import('../screens/surveys/Survey.tsx')),
  screen('/voice/surveys/$id/edit', () => import('../screens/surveys/SurveyEdit.tsx')),
  screen('/voice/surveys/$id/print/$door', () => import('../screens/surveys/DoorPrint.tsx')),
  screen('/voice/reader', () => import('../screens/voice/Reader.tsx')),
  screen('/voice/figures', () => import('../screens/voice/figures/Figures.tsx')),
  screen('/voice/themes', () => import('../screens/voice/themes/Themes.tsx')),
  createRoute({
    getParentRoute: () => shell,
    path: '/voice/gate',
    validateSearch: (search: Record<string, unknown>): { archived?: boolean } =>
      search.archived === true ? { archived: true } : {},
    component: lazyScreen(() => import('../screens/gate/Board.tsx')),
  }),
  screen('/voice/gate/thresholds', () => import('../screens/gate/Thresholds.tsx')),
  screen('/voice/gate/shops', () => import('../screens/gate/Shops.tsx')),
  screen('/voice/gate/$id', () => import('../screens/gate/Product.tsx')),
  screen('/voice/reviews', () => import('../screens/reviews/Reviews.tsx')),
  screen('/voice/reviews/settings', () => import('../screens/reviews/ReviewSettings.tsx')),
]
