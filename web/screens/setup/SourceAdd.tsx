import { Button, Group, Modal, Radio, Select, Text, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { createSource, type Looks, listSources, type Source } from '../../../contract/signals.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { AddressField } from './AddressField.tsx'
import { type Connection, ConnectionFields, filled, noConnection } from './ConnectionFields.tsx'
import { LooksField } from './LooksField.tsx'
import { type Door, type Make, makeOf, makesOf } from './makes.ts'
import classes from './Setup.module.css'
import { SourceState, useAdvice } from './SourceState.tsx'

/** What is said of it on the way: kept when one goes a step back. */
interface Draft {
  kind: string | null
  name: string
  siteId: string | null
  connection: Connection
  looks: Looks
}

/** A camera or a telephone system in three steps: its make, its name, and the address to paste into it. */
export function SourceAdd({ door, close }: { door: Door; close: () => void }) {
  const { t } = useWords()
  const { site } = useSite()
  const phone = useMediaQuery('(max-width: 48em)')
  const gate = door === 'gate'
  const [step, setStep] = useState<0 | 1 | 2>(0)
  const [draft, setDraft] = useState<Draft>({
    kind: null,
    name: '',
    siteId: site?.id ?? null,
    connection: noConnection,
    looks: 'both',
  })
  const set = (next: Partial<Draft>) => setDraft((old) => ({ ...old, ...next }))
  const create = useDo(createSource, { refresh: [listSources], done: () => setStep(2) })
  const make = draft.kind ? makeOf(door, draft.kind) : null
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      fullScreen={phone ?? false}
      title={t(gate ? 'setup.camera-add' : 'setup.phone-add')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <p className={classes.quiet} aria-live="polite">
        {t('setup.add-step', { n: step + 1 })} · {t(`setup.add-step-${step}`)}
      </p>
      {step === 0 && (
        <WhichMake
          door={door}
          kind={draft.kind}
          choose={(kind) => set({ kind })}
          next={() => {
            if (!draft.name) set({ name: t(gate ? 'setup.camera-name-first' : 'setup.phone-name-first') })
            setStep(1)
          }}
        />
      )}
      {step === 1 && make && (
        <NameAndReach
          door={door}
          make={make}
          draft={draft}
          set={set}
          back={() => setStep(0)}
          busy={create.isPending}
          error={create.error}
          save={({ siteId, name, looks, connection }) =>
            create.mutate({ body: { door, kind: make.id, name, siteId, looks, connection } })
          }
        />
      )}
      {step === 2 && create.data && make && <PasteAddress door={door} make={make} source={create.data} later={close} />}
    </Modal>
  )
}

interface WhichMakeProps {
  door: Door
  kind: string | null
  choose: (kind: string) => void
  next: () => void
}

function WhichMake({ door, kind, choose, next }: WhichMakeProps) {
  const { t } = useWords()
  const gate = door === 'gate'
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        if (kind) next()
      }}
    >
      <Radio.Group
        mt="md"
        value={kind}
        onChange={choose}
        aria-label={t(gate ? 'setup.add-which-camera' : 'setup.add-which-phone')}
      >
        <div className={classes.choices}>
          {makesOf(door).map(({ id, name }) => {
            const label = id === 'json' ? t('setup.make-json') : name
            return (
              <Radio.Card key={id} value={id} className={classes.choice} aria-label={label}>
                <Group wrap="nowrap" gap="sm">
                  <Radio.Indicator />
                  <Text span fw={600}>
                    {label}
                  </Text>
                </Group>
              </Radio.Card>
            )
          })}
        </div>
      </Radio.Group>
      <p className={classes.quiet} style={{ marginTop: 14 }}>
        {t(gate ? 'setup.add-other-camera' : 'setup.add-other-phone')}
      </p>
      <Group justify="flex-end" mt="lg">
        <Button type="submit" disabled={!kind}>
          {t('start.next')}
        </Button>
      </Group>
    </form>
  )
}

interface NameAndReachProps {
  door: Door
  make: Make
  draft: Draft
  set: (next: Partial<Draft>) => void
  back: () => void
  busy: boolean
  error: unknown
  save: (ready: { siteId: string; name: string; looks: Looks; connection: Partial<Connection> }) => void
}

/** What it is called and where it stands; and how to reach it, when it is we who call. */
function NameAndReach({ door, make, draft, set, back, busy, error, save }: NameAndReachProps) {
  const { t, word } = useWords()
  const { sites } = useSite()
  const gate = door === 'gate'
  const { name, siteId, connection, looks } = draft
  const [tried, setTried] = useState(false)
  const called = make.asks.length > 0
  const noAddress = called && !connection.url.trim()
  return (
    <form
      noValidate
      style={{ display: 'grid', gap: 16, marginTop: 14 }}
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (name.trim() && siteId && !noAddress)
          save({ siteId, name, looks, connection: called ? filled(connection) : {} })
      }}
    >
      <TextInput
        data-autofocus
        label={t('setup.source-name')}
        description={t(gate ? 'setup.source-name-hint' : 'setup.phone-name-hint')}
        value={name}
        error={tried && !name.trim() ? t('start.needed') : null}
        onChange={(e) => set({ name: e.currentTarget.value })}
      />
      {sites.length > 1 && (
        <Select
          label={t('setup.source-site')}
          data={sites.map((s) => ({ value: s.id, label: s.name }))}
          value={siteId}
          onChange={(next) => set({ siteId: next })}
        />
      )}
      {gate && <LooksField value={looks} onChange={(next) => set({ looks: next })} />}
      {called && <p className={classes.quiet}>{word('paste', `${door}-${make.id}`)}</p>}
      <ConnectionFields
        make={make}
        value={connection}
        onChange={(next) => set({ connection: next })}
        error={tried && noAddress ? t('start.needed') : null}
      />
      <ErrorNote error={error} />
      <Group justify="space-between">
        <Button variant="subtle" onClick={back}>
          {t('shell.back')}
        </Button>
        <Button type="submit" loading={busy}>
          {t(called ? 'setup.add-connect' : 'setup.add-address')}
        </Button>
      </Group>
    </form>
  )
}

/** The address to copy into the device, and whether it was heard. */
function PasteAddress({ door, make, source, later }: { door: Door; make: Make; source: Source; later: () => void }) {
  const { t } = useWords()
  const gate = door === 'gate'
  return (
    <div style={{ display: 'grid', gap: 18, marginTop: 14 }}>
      {source.address && (
        <AddressField door={door} kind={make.id} address={source.address} label={t('setup.address')} />
      )}
      <Waiting id={source.id} door={door} />
      <Group justify="space-between">
        <Button variant="subtle" onClick={later}>
          {t('setup.add-later')}
        </Button>
        <Button
          component={Link}
          to={(gate ? '/setup/cameras/$id' : '/setup/phones/$id') as never}
          params={{ id: source.id } as never}
        >
          {t(gate ? 'setup.add-test' : 'setup.add-test-call')}
        </Button>
      </Group>
    </div>
  )
}

/** Listens for the device's first word while its owner walks over to it. */
function Waiting({ id, door }: { id: string; door: Door }) {
  const { t } = useWords()
  const advice = useAdvice()
  const sources = useAsk(listSources, { query: { door } }, { every: 3000 })
  const source = sources.data?.sources.find((s) => s.id === id)
  const heard = !!source?.lastEventAt || source?.state === 'ok'
  const help = source && advice(source)
  return (
    <output style={{ display: 'grid', gap: 6, justifyItems: 'start' }}>
      {heard ? (
        <Tone tone="good" icon={<IconCheck size={16} aria-hidden />}>
          {t('setup.add-heard')}
        </Tone>
      ) : source?.state === 'down' ? (
        <SourceState source={source} />
      ) : (
        <Tone tone="wait">{t(source?.connects === 'webhook' ? 'setup.add-waiting' : 'setup.add-connecting')}</Tone>
      )}
      {help && <span className="dim">{help}</span>}
    </output>
  )
}
