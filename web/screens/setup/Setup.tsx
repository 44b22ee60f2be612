import { Button } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { contactRules } from '../../../contract/consent.ts'
import { listCustomers } from '../../../contract/customers.ts'
import { listApiKeys } from '../../../contract/keys.ts'
import { listProviders } from '../../../contract/message-providers.ts'
import { listStaff, readNetwork } from '../../../contract/network.ts'
import { listRequests, readRetention } from '../../../contract/privacy.ts'
import { listSources } from '../../../contract/signals.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useMay, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Setup.module.css'
import {
  accountPart,
  auditPart,
  channelsPart,
  doorPart,
  importPart,
  keysPart,
  lawPart,
  networkPart,
  type Part,
  requestsPart,
  retentionPart,
  staffPart,
} from './setup-parts.ts'

/** What is set and what is missing, each with the one thing to do about it. */
export default function Setup() {
  const { t } = useWords()
  const me = useMe()
  const { parts, ready, error, retry } = useParts()
  const todo = parts.filter((part) => part.todo)
  const done = parts.filter((part) => !part.todo)
  return (
    <Page title={t('setup.title')} lead={t('setup.lead', { network: me.networkName })}>
      <ErrorNote error={error} retry={retry} />
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

/** The parts of the house that this person looks after, as far as they are known by now. */
function useParts() {
  const { t } = useWords()
  const me = useMe()
  const [network, people, sources, audit, imports, readers, channels, lawful, registrar, privacy] = [
    useMay('network.manage', null),
    useMay('staff.manage', null),
    useMay('sources.manage', null),
    useMay('audit.read', null),
    useMay('imports.manage', null),
    useMay('customers.read', null),
    useMay('channels.manage', null),
    useMay('playbook.manage', null),
    useMay('requests.register', null),
    useMay('privacy.manage', null),
  ]
  const house = useAsk(readNetwork, {})
  const staff = useAsk(listStaff, {})
  const devices = useAsk(listSources, { query: {} }, { enabled: sources })
  const customers = useAsk(listCustomers, { query: { limit: 1 } }, { enabled: readers })
  const ways = useAsk(listProviders, {}, { enabled: channels })
  const law = useAsk(contactRules, {})
  const requests = useAsk(listRequests, { query: { limit: 1 } }, { enabled: registrar })
  const retention = useAsk(readRetention, {}, { enabled: privacy })
  const keys = useAsk(listApiKeys, {}, { enabled: network })
  const ready = Boolean(house.data && staff.data && (devices.data || !sources))
  const parts = [
    house.data && (network || people) && networkPart(t, house.data),
    staff.data && people && staffPart(t, staff.data),
    devices.data && doorPart(t, 'gate', devices.data.sources),
    devices.data && doorPart(t, 'phone', devices.data.sources),
    customers.data && imports && importPart(t, customers.data.total),
    ways.data && channelsPart(t, ways.data),
    law.data && lawPart(t, law.data, { networkName: me.networkName, mayName: lawful }),
    ready && accountPart(t, me),
    ready && audit && auditPart(t),
    requests.data && requestsPart(t, requests.data),
    retention.data && retentionPart(t, retention.data),
    keys.data && keysPart(t, keys.data.keys.length),
  ].filter((part): part is Part => Boolean(part))
  return { parts, ready, error: house.error ?? staff.error ?? devices.error, retry: house.refetch }
}

function Parts({ parts }: { parts: readonly Part[] }) {
  const { t } = useWords()
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
            {...(action === t('setup.do-open') ? { className: classes.go } : {})}
          >
            <span className={classes.goWord}>{action}</span>
            <IconChevronRight size={22} className={classes.goMark} aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  )
}
