import {
  IconBook2,
  IconChartHistogram,
  IconDoorEnter,
  IconFileImport,
  IconHeartHandshake,
  IconLayersIntersect,
  IconMailForward,
  IconMessages,
  IconSettings,
  IconSunHigh,
  IconUsers,
} from '@tabler/icons-react'
import type { Right } from '../../../contract/rights.ts'
import type { Key } from '../../words/words.tsx'

/** Where one can go, in the order of the rail; a place is shown to those who hold its right on any site. */
export const PLACES = [
  { to: '/', word: 'shell.desk', icon: IconSunHigh, right: 'visits.read' },
  { to: '/floor', word: 'shell.floor', icon: IconDoorEnter, right: 'visits.read' },
  { to: '/customers', word: 'shell.customers', icon: IconUsers, right: 'customers.read' },
  { to: '/identity', word: 'identity.title', icon: IconLayersIntersect, right: 'identity.review' },
  { to: '/voice', word: 'voice.title', icon: IconMessages, right: 'feedback.read' },
  { to: '/outbox', word: 'messages.outbox', icon: IconMailForward, right: 'loop.read' },
  { to: '/loop', word: 'loop.title', icon: IconHeartHandshake, right: 'loop.read' },
  { to: '/playbook', word: 'playbook.title', icon: IconBook2, right: 'loop.read' },
  { to: '/figures', word: 'shell.figures', icon: IconChartHistogram, right: 'figures.read' },
  { to: '/import', word: 'shell.imports', icon: IconFileImport, right: 'imports.manage' },
] as const satisfies readonly { to: string; word: Key; icon: unknown; right: Right }[]

export const SETUP = { to: '/setup', word: 'shell.setup', icon: IconSettings } as const
/** Who finds something to do in the setup. */
export const SETUP_RIGHTS: readonly Right[] = [
  'sources.manage',
  'staff.manage',
  'network.manage',
  'channels.manage',
  'audit.read',
]
