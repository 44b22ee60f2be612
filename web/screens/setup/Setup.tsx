import { Button } from '@mantine/core'
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
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { contactRules } from '../../../contract/consent.ts'
import { listCustomers } from '../../../contract/customers.ts'
import { listApiKeys } from '../../../contract/keys.ts'
import { listProviders } from '../../../contract/message-providers.ts'
import { listStaff, readNetwork } from '../../../contract/network.ts'
import { listRequests, readRetention } from '../../../contract/privacy.ts'
import { listSources, type Source } from '../../../contract/signals.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Tone, type ToneName } from '../../parts/Tone.tsx'
import { useMay, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Setup.module.css'

interface Part {
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

const unwell = (sources: readonly Source[]) =>
  sources.filter((s) => s.enabled && (s.state === 'down' || s.state === 'silent')).length

/** What is set and what is missing, each with the one thing to do about it. */
export default function Setup() {
  const { t } = useWords()
  const me = useMe()
  const [network, people, sources, audit, imports, readers, channels, lawful] = [
    useMay('network.manage', null),
    useMay('staff.manage', null),
    useMay('sources.manage', null),
    useMay('audit.read', null),
    useMay('imports.manage', null),
    useMay('customers.read', null),
    useMay('channels.manage', null),
    useMay('playbook.manage', null),
  ]
  const [registrar, privacy] = [useMay('requests.register', null), useMay('privacy.manage', null)]
  const requests = useAsk(listRequests, { query: { limit: 1 } }, { enabled: registrar })
  const retention = useAsk(readRetention, {}, { enabled: privacy })
  const house = useAsk(readNetwork, {})
  const staff = useAsk(listStaff, {})
  const devices = useAsk(listSources, { query: {} }, { enabled: sources })
  const customers = useAsk(listCustomers, { query: { limit: 1 } }, { enabled: readers })
  const ways = useAsk(listProviders, {}, { enabled: channels })
  const keys = useAsk(listApiKeys, {}, { enabled: network })
  const law = useAsk(contactRules, {})
  const error = house.error ?? staff.error ?? devices.error
  const ready = house.data && staff.data && (devices.data || !sources)

  const parts: Part[] = []
  if (house.data && (network || people)) {
    const without = house.data.sites.filter((s) => Object.values(s.hours).every((day) => (day ?? []).length === 0))
    parts.push({
      id: 'network',
      to: '/setup/network',
      search: without[0] ? { open: without[0].id } : undefined,
      icon: IconBuildingStore,
      name: t('setup.network'),
      line: t('setup.part-network', {
        name: house.data.name,
        sites: house.data.sites.length,
        brands: house.data.brands.length,
      }),
      todo: without.length ? { word: t('setup.todo-hours', { n: without.length }), tone: 'now' } : undefined,
      action: without.length ? t('setup.do-hours') : t('setup.do-open'),
    })
  }
  if (staff.data && people) {
    const troubled = staff.data.staff.filter((s) => s.calendarProblem).length
    const alone = staff.data.staff.length < 2
    parts.push({
      id: 'staff',
      to: '/setup/staff',
      search: alone ? { open: 'new' } : undefined,
      icon: IconUsers,
      name: t('setup.staff'),
      line: t('setup.part-staff', {
        n: staff.data.staff.length,
        on: staff.data.staff.filter((s) => s.duty.state === 'on').length,
      }),
      todo: alone
        ? { word: t('setup.todo-staff'), tone: 'now' }
        : troubled
          ? { word: t('setup.todo-calendar', { n: troubled }), tone: 'wait' }
          : undefined,
      action: alone ? t('setup.do-staff') : t('setup.do-open'),
    })
  }
  if (devices.data)
    for (const door of ['gate', 'phone'] as const) {
      const mine = devices.data.sources.filter((s) => s.door === door)
      const ill = unwell(mine)
      const unheard = mine.filter((s) => s.enabled && s.state === 'never').length
      parts.push({
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
      })
    }
  if (customers.data && imports) {
    const none = customers.data.total === 0
    parts.push({
      id: 'import',
      to: '/import',
      icon: IconFileImport,
      name: t('setup.import'),
      line: t('setup.part-customers', { n: customers.data.total }),
      todo: none ? { word: t('setup.todo-customers'), tone: 'now' } : undefined,
      action: none ? t('setup.do-import') : t('setup.do-open'),
    })
  }
  if (ways.data) {
    // Notifications are built in: who has only these cannot write to anybody yet.
    const used = ways.data.providers.filter((one) => one.active && one.channel !== 'push')
    const ill = used.filter((one) => one.problem).length
    parts.push({
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
    })
  }
  if (law.data) {
    const { senderName, pack } = law.data.settings
    parts.push({
      id: 'law',
      to: '/setup/law',
      icon: IconScale,
      name: t('consent.law'),
      line: t('consent.part-law', {
        packs: pack === 'auto' ? t('consent.pack-auto') : pack,
        sender: senderName || me.networkName,
      }),
      todo: lawful && senderName === '' ? { word: t('consent.todo-sender'), tone: 'wait' } : undefined,
      action: t('setup.do-open'),
    })
  }
  if (ready)
    parts.push({
      id: 'account',
      to: '/account',
      icon: IconShieldLock,
      name: t('setup.factor'),
      line: t(me.twoFactor ? 'setup.part-factor' : 'setup.part-no-factor'),
      todo: me.twoFactor || me.demo ? undefined : { word: t('setup.todo-factor'), tone: 'wait' },
      action: me.twoFactor ? t('setup.do-open') : t('setup.do-factor'),
    })
  if (ready && audit)
    parts.push({
      id: 'audit',
      to: '/setup/audit',
      icon: IconListSearch,
      name: t('setup.audit'),
      line: t('setup.part-audit'),
      action: t('setup.do-open'),
    })
  if (requests.data)
    parts.push({
      id: 'requests',
      to: '/setup/requests',
      icon: IconGavel,
      name: t('privacy.requests'),
      line: t('setup.part-requests', { n: requests.data.open }),
      todo: requests.data.late ? { word: t('setup.todo-requests', { n: requests.data.late }), tone: 'bad' } : undefined,
      action: t('setup.do-open'),
    })
  if (retention.data)
    parts.push({
      id: 'retention',
      to: '/setup/retention',
      icon: IconHourglass,
      name: t('privacy.retention'),
      line: t('setup.part-retention', { on: retention.data.enabled ? 'yes' : 'no' }),
      action: t('setup.do-open'),
    })
  if (keys.data)
    parts.push({
      id: 'keys',
      to: '/setup/keys',
      icon: IconKey,
      name: t('setup.keys'),
      line: t('setup.part-keys', { n: keys.data.keys.length }),
      action: t('setup.do-open'),
    })

  const todo = parts.filter((part) => part.todo)
  const done = parts.filter((part) => !part.todo)
  return (
    <Page title={t('setup.title')} lead={t('setup.lead', { network: me.networkName })}>
      <ErrorNote error={error} retry={house.refetch} />
      {!ready && !error && <Loading rows={5} />}
      {ready && todo.length > 0 && (
        <Section title={t('setup.todo')} note={todo.length}>
          <Parts parts={todo} />
        </Section>
      )}
      {ready && done.length > 0 && (
        <Section title={t(todo.length ? 'setup.in-place' : 'setup.all-in-place')}>
          <Parts parts={done} />
        </Section>
      )}
    </Page>
  )
}

function Parts({ parts }: { parts: readonly Part[] }) {
  return (
    <ul className={`${classes.parts} surface`}>
      {parts.map(({ id, to, search, icon: Icon, name, line, todo, action }) => (
        <li key={id} className={classes.part} data-todo={todo?.tone === 'now' || undefined}>
          <span className={classes.icon} aria-hidden>
            <Icon size={22} stroke={1.7} />
          </span>
          <div>
            <h3 className={classes.name}>
              {name}
              {todo && <Tone tone={todo.tone}>{todo.word}</Tone>}
            </h3>
            <p className={classes.line}>{line}</p>
          </div>
          <Button
            component={Link}
            to={to as never}
            search={(search ?? {}) as never}
            variant={todo?.tone === 'now' ? 'filled' : 'default'}
            aria-label={`${action}, ${name}`}
          >
            {action}
          </Button>
        </li>
      ))}
    </ul>
  )
}
