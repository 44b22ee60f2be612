import { Button, Group, TextInput } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { listSources, type Source, sourceHealth, updateSource } from '../../../contract/signals.ts'
import { call } from '../../api.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useMay, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { AddressField } from './AddressField.tsx'
import { ConnectionFields, connectionOf, filled } from './ConnectionFields.tsx'
import { LooksField } from './LooksField.tsx'
import { type Asked, type Door, makeOf } from './makes.ts'
import { OneWay } from './OneWay.tsx'
import { RouteFields, routeIsWhole } from './RouteFields.tsx'
import classes from './Setup.module.css'
import { type Signing, SigningField } from './SigningField.tsx'
import { SourceHealth } from './SourceHealth.tsx'
import { LastEvent, SourceState, useAdvice } from './SourceState.tsx'
import { SourceTest } from './SourceTest.tsx'

/** One camera or telephone system: how it does, a test, its address, and what can be changed. */
export function SourcePage({ door }: { door: Door }) {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  return <One key={id} id={id} door={door} />
}

function One({ id, door }: { id: string; door: Door }) {
  const { t } = useWords()
  const order = useRef<'address-first' | 'health-first' | null>(null)
  const { sites } = useSite()
  const advice = useAdvice()
  const [hours, setHours] = useState(24)
  const health = useAsk(sourceHealth, { params: { id }, query: { hours } }, { every: 15_000, keep: true })
  const source = health.data?.source
  const may = useMay('sources.manage', source?.siteId ?? null)
  const change = useDo(updateSource, { refresh: [listSources, sourceHealth] })
  const gate = door === 'gate'
  const back = <Back to={gate ? '/setup/cameras' : '/setup/phones'}>{t(gate ? 'setup.cameras' : 'setup.phones')}</Back>
  if (!health.data || !source)
    return (
      <Page title={t(gate ? 'setup.camera' : 'setup.phone')} back={back}>
        {health.error ? <ErrorNote error={health.error} retry={health.refetch} /> : <Loading rows={2} as="card" />}
      </Page>
    )
  const site = sites.find((s) => s.id === source.siteId)
  const help = advice(source)
  const enable = (enabled: boolean) =>
    change.mutate(
      { params: { id }, body: { enabled } },
      {
        onError: toastProblem,
        onSuccess: () => {
          if (enabled) toast(t('setup.resumed', { name: source.name }))
          else
            undoable(t('setup.paused', { name: source.name }), () =>
              change.mutateAsync({ params: { id }, body: { enabled: true } }),
            )
        },
      },
    )
  const figures = (
    <SourceHealth
      health={health.data}
      door={door}
      zone={site?.timeZone}
      span={hours}
      setSpan={setHours}
      stale={health.isPlaceholderData}
    />
  )
  const address = may ? <Address source={source} door={door} /> : null
  const test = may ? <SourceTest source={source} /> : null
  // Decided once: its first message must not move the page, and the test that sent it, from under the hand.
  order.current ??= source.state === 'never' ? 'address-first' : 'health-first'
  const silent = order.current === 'address-first'
  return (
    <Page
      title={source.name}
      lead={
        <Group gap="xs">
          <SourceState source={source} />
          <span>
            {[makeOf(door, source.kind).name, site?.name].filter(Boolean).join(' · ')}
            {' · '}
            <LastEvent source={source} zone={site?.timeZone} />
          </span>
        </Group>
      }
      back={back}
      actions={
        may ? (
          <Button
            variant="default"
            loading={change.isPending}
            leftSection={
              source.enabled ? <IconPlayerPause size={20} aria-hidden /> : <IconPlayerPlay size={20} aria-hidden />
            }
            onClick={() => enable(!source.enabled)}
          >
            {t(source.enabled ? 'setup.pause' : 'setup.resume')}
          </Button>
        ) : null
      }
    >
      {help && (
        <p className={classes.advice} role="status">
          {help}
        </p>
      )}
      {silent && address}
      {silent && test}
      {figures}
      {!silent && test}
      {!silent && address}
      {may && <Change source={source} door={door} />}
    </Page>
  )
}

/** The address to paste and where; a new one makes the old one stop at once, which is said first. */
function Address({ source, door }: { source: Source; door: Door }) {
  const { t } = useWords()
  const change = useDo(updateSource, {
    refresh: [listSources, sourceHealth],
    done: () => toast(t('setup.address-new-done')),
  })
  if (!source.address) return null
  return (
    <Section title={t('setup.address')}>
      <div className={`${classes.panel} surface`} style={{ display: 'grid', gap: 16 }}>
        <AddressField door={door} kind={source.kind} address={source.address} label={t('setup.address-label')} />
        {source.template && (
          <Button
            variant="default"
            style={{ justifySelf: 'start', maxWidth: '100%', height: 'auto', minHeight: 44 }}
            styles={{ label: { whiteSpace: 'normal' } }}
            onClick={() => source.template && download(source.template)}
          >
            {t('setup.template')}
          </Button>
        )}
        <Group justify="space-between" gap="sm">
          <p className={classes.quiet} style={{ flex: '1 1 240px' }}>
            {t('setup.address-secret')}
          </p>
          <OneWay
            label={t('setup.address-new')}
            text={t('setup.address-new-text')}
            sure={t('setup.address-new-do')}
            busy={change.isPending}
            onSure={() =>
              change.mutate({ params: { id: source.id }, body: { newAddress: true } }, { onError: toastProblem })
            }
          />
        </Group>
      </div>
    </Section>
  )
}

/** Its name, how we reach it, and taking it away. */
function Change({ source, door }: { source: Source; door: Door }) {
  const { t, word } = useWords()
  const navigate = useNavigate()
  const make = makeOf(door, source.kind)
  const known = connectionOf(source.connection)
  const [name, setName] = useState(source.name)
  const [connection, setConnection] = useState(known)
  const [looks, setLooks] = useState(source.looks)
  const refresh = { refresh: [listSources, sourceHealth] }
  const [signing, setSigning] = useState<Signing>(undefined)
  const [tried, setTried] = useState(false)
  const kept = Boolean(known.url)
  const save = useDo(updateSource, {
    ...refresh,
    done: () => {
      toast(t('shell.saved'))
      setSigning(undefined)
      setConnection((now) => ({ ...now, password: '' }))
    },
  })
  const remove = useDo(updateSource, { refresh: [listSources] })
  const moved = (Object.keys(known) as Asked[]).some((field) => connection[field] !== known[field])
  const changed = moved || signing !== undefined || name !== source.name || looks !== source.looks
  const gate = door === 'gate'
  return (
    <Section title={t('setup.settings')}>
      <form
        className={`${classes.panel} surface`}
        style={{ display: 'grid', gap: 16 }}
        onSubmit={(e) => {
          e.preventDefault()
          setTried(true)
          if (make.routes && !routeIsWhole(connection, kept)) return
          save.mutate({
            params: { id: source.id },
            body: {
              name,
              ...(gate ? { looks } : {}),
              ...(moved ? { connection: make.routes && !connection.url.trim() ? {} : filled(connection) } : {}),
              ...(signing === undefined ? {} : { signingKey: signing }),
            },
          })
        }}
      >
        <TextInput
          label={t('setup.source-name')}
          required
          withAsterisk={false}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
        />
        {gate && <LooksField value={looks} onChange={setLooks} />}
        {make.asks.length > 0 && <p className={classes.quiet}>{word('paste', `${door}-${source.kind}`)}</p>}
        <ConnectionFields make={make} value={connection} onChange={setConnection} kept />
        <RouteFields make={make} value={connection} onChange={setConnection} kept={kept} tried={tried} />
        <SigningField make={make} value={signing} onChange={setSigning} kept={source.signed} />
        <FormFooter busy={save.isPending} dirty={changed} error={save.error}>
          <Button
            color="brick"
            variant="subtle"
            loading={remove.isPending}
            onClick={() =>
              remove.mutate(
                { params: { id: source.id }, body: { archived: true } },
                {
                  onError: toastProblem,
                  onSuccess: () => {
                    void navigate({ to: gate ? '/setup/cameras' : '/setup/phones' } as never)
                    undoable(t('setup.removed', { name: source.name }), async () => {
                      await call(updateSource, { params: { id: source.id }, body: { archived: false } })
                      await navigate({
                        to: gate ? '/setup/cameras/$id' : '/setup/phones/$id',
                        params: { id: source.id },
                      } as never)
                    })
                  },
                },
              )
            }
          >
            {t(gate ? 'setup.camera-remove' : 'setup.phone-remove')}
          </Button>
        </FormFooter>
      </form>
    </Section>
  )
}

/** Hands a file made by the server to the browser. */
function download(file: { name: string; text: string }): void {
  const url = URL.createObjectURL(new Blob([file.text], { type: 'application/xml' }))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  URL.revokeObjectURL(url)
}
