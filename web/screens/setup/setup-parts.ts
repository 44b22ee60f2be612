import {
  IconBuildingStore,
  IconCamera,
  IconFileImport,
  IconGavel,
  IconHourglass,
  IconKey,
  IconListSearch,
  IconPhone,
  IconScale,
  IconSend,
  IconShieldLock,
  IconUsers,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { contactRules } from '../../../contract/consent.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { listProviders } from '../../../contract/message-providers.ts'
import type { listStaff, readNetwork } from '../../../contract/network.ts'
import type { listRequests, readRetention } from '../../../contract/privacy.ts'
import type { Source } from '../../../contract/signals.ts'
import type { ToneName } from '../../parts/Tone.tsx'
import type { useWords } from '../../words/words.tsx'

/** A part of the house that is set up, and what it lacks. */
export interface Part {
  id: string
  to: string
  /** Which one of them to open. */
  search?: { open: string } | undefined
  icon: typeof IconUsers
  name: string
  line: ReactNode
  /** What is missing, or what needs a look. */
  todo?: { word: string; tone: ToneName } | undefined
  action: string
}

type Says = ReturnType<typeof useWords>['t']

export function networkPart(t: Says, house: AnswerOf<typeof readNetwork>): Part {
  const without = house.sites.filter((s) => Object.values(s.hours).every((day) => (day ?? []).length === 0))
  return {
    id: 'network',
    to: '/setup/network',
    search: without[0] ? { open: without[0].id } : undefined,
    icon: IconBuildingStore,
    name: t('setup.network'),
    line: t('setup.part-network', { name: house.name, sites: house.sites.length, brands: house.brands.length }),
    todo: without.length ? { word: t('setup.todo-hours', { n: without.length }), tone: 'now' } : undefined,
    action: without.length ? t('setup.do-hours') : t('setup.do-open'),
  }
}

export function staffPart(t: Says, { staff }: AnswerOf<typeof listStaff>): Part {
  const troubled = staff.filter((s) => s.calendarProblem).length
  const alone = staff.length < 2
  return {
    id: 'staff',
    to: '/setup/staff',
    search: alone ? { open: 'new' } : undefined,
    icon: IconUsers,
    name: t('setup.staff'),
    line: t('setup.part-staff', { n: staff.length, on: staff.filter((s) => s.duty.state === 'on').length }),
    todo: alone
      ? { word: t('setup.todo-staff'), tone: 'now' }
      : troubled
        ? { word: t('setup.todo-calendar', { n: troubled }), tone: 'wait' }
        : undefined,
    action: alone ? t('setup.do-staff') : t('setup.do-open'),
  }
}

/** The cameras or the telephones, of all sources. */
export function doorPart(t: Says, door: 'gate' | 'phone', sources: readonly Source[]): Part {
  const mine = sources.filter((s) => s.door === door)
  const inState = (...states: Source['state'][]) => mine.filter((s) => s.enabled && states.includes(s.state)).length
  const ill = inState('down', 'silent')
  const unheard = inState('never')
  return {
    id: door,
    to: door === 'gate' ? '/setup/cameras' : '/setup/phones',
    icon: door === 'gate' ? IconCamera : IconPhone,
    name: t(door === 'gate' ? 'setup.cameras' : 'setup.phones'),
    line: mine.length
      ? t('setup.part-sources', { n: mine.length, ok: mine.filter((s) => s.state === 'ok').length })
      : t(door === 'gate' ? 'setup.part-no-camera' : 'setup.part-no-phone'),
    todo:
      mine.length === 0
        ? { word: t('setup.todo-missing'), tone: 'now' }
        : ill
          ? { word: t('setup.todo-unwell', { n: ill }), tone: 'bad' }
          : unheard
            ? { word: t('setup.todo-unheard', { n: unheard }), tone: 'wait' }
            : undefined,
    action: mine.length ? t('setup.do-open') : t(door === 'gate' ? 'setup.camera-add' : 'setup.phone-add'),
  }
}

export function importPart(t: Says, customers: number): Part {
  const none = customers === 0
  return {
    id: 'import',
    to: '/import',
    icon: IconFileImport,
    name: t('setup.import'),
    line: t('setup.part-customers', { n: customers }),
    todo: none ? { word: t('setup.todo-customers'), tone: 'now' } : undefined,
    action: none ? t('setup.do-import') : t('setup.do-open'),
  }
}

export function channelsPart(t: Says, { providers }: AnswerOf<typeof listProviders>): Part {
  // Notifications are built in: who has only these cannot write to anybody yet.
  const used = providers.filter((one) => one.active && one.channel !== 'push')
  const ill = used.filter((one) => one.problem).length
  return {
    id: 'channels',
    to: '/setup/channels',
    icon: IconSend,
    name: t('messages.channels'),
    line: t('messages.part', { n: used.length }),
    todo: ill
      ? { word: t('messages.part-problem', { n: ill }), tone: 'bad' }
      : used.length
        ? undefined
        : { word: t('setup.todo-missing'), tone: 'wait' },
    action: used.length ? t('setup.do-open') : t('messages.add'),
  }
}

/** @param mayName may they say who the sender is? Nobody else is asked to */
export function lawPart(
  t: Says,
  { settings: { senderName, pack } }: AnswerOf<typeof contactRules>,
  { networkName, mayName }: { networkName: string; mayName: boolean },
): Part {
  return {
    id: 'law',
    to: '/setup/law',
    icon: IconScale,
    name: t('consent.law'),
    line: t('consent.part-law', {
      packs: pack === 'auto' ? t('consent.pack-auto') : pack,
      sender: senderName || networkName,
    }),
    todo: mayName && senderName === '' ? { word: t('consent.todo-sender'), tone: 'wait' } : undefined,
    action: t('setup.do-open'),
  }
}

export const accountPart = (t: Says, me: { twoFactor: boolean; demo: boolean }): Part => ({
  id: 'account',
  to: '/account',
  icon: IconShieldLock,
  name: t('setup.factor'),
  line: t(me.twoFactor ? 'setup.part-factor' : 'setup.part-no-factor'),
  todo: me.twoFactor || me.demo ? undefined : { word: t('setup.todo-factor'), tone: 'wait' },
  action: me.twoFactor ? t('setup.do-open') : t('setup.do-factor'),
})

export const auditPart = (t: Says): Part => ({
  id: 'audit',
  to: '/setup/audit',
  icon: IconListSearch,
  name: t('setup.audit'),
  line: t('setup.part-audit'),
  action: t('setup.do-open'),
})

export const requestsPart = (t: Says, { open, late }: AnswerOf<typeof listRequests>): Part => ({
  id: 'requests',
  to: '/setup/requests',
  icon: IconGavel,
  name: t('privacy.requests'),
  line: t('setup.part-requests', { n: open }),
  todo: late ? { word: t('setup.todo-requests', { n: late }), tone: 'bad' } : undefined,
  action: t('setup.do-open'),
})

export const retentionPart = (t: Says, { enabled }: AnswerOf<typeof readRetention>): Part => ({
  id: 'retention',
  to: '/setup/retention',
  icon: IconHourglass,
  name: t('privacy.retention'),
  line: t('setup.part-retention', { on: enabled ? 'yes' : 'no' }),
  action: t('setup.do-open'),
})

export const keysPart = (t: Says, keys: number): Part => ({
  id: 'keys',
  to: '/setup/keys',
  icon: IconKey,
  name: t('setup.keys'),
  line: t('setup.part-keys', { n: keys }),
  action: t('setup.do-open'),
})
