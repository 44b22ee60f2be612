import { Button, Group, Modal, Radio, Select, Text, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { createSource, type Looks, listSources } from '../../../contract/signals.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { AddressField } from './AddressField.tsx'
import { ConnectionFields, filled, noConnection } from './ConnectionFields.tsx'
import { LooksField } from './LooksField.tsx'
import { type Door, makeOf, makesOf } from './makes.ts'
import classes from './Setup.module.css'
import { SourceState, useAdvice } from './SourceState.tsx'

/** A camera or a telephone system in three steps: its make, its name, and the address to paste into it. */
export function SourceAdd({ door, close }: { door: Door; close: () => void }) {
  const { t, word } = useWords()
  const { site, sites } = useSite()
  const phone = useMediaQuery('(max-width: 48em)')
  const gate = door === 'gate'
  const [step, setStep] = useState(0)
  const [kind, setKind] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [siteId, setSite] = useState(site?.id ?? null)
  const [connection, setConnection] = useState(noConnection)
  const [looks, setLooks] = useState<Looks>('both')
  const [tried, setTried] = useState(false)
  const create = useDo(createSource, { refresh: [listSources], done: () => setStep(2) })
  const make = kind ? makeOf(door, kind) : null
  const called = (make?.asks.length ?? 0) > 0
  const noAddress = called && !connection.url.trim()
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
        {t('setup.add-step', { n: step + 1 })} · {t(`setup.add-step-${step as 0 | 1 | 2}`)}
      </p>
      {step === 0 && (
        <form
          onSubmit={(e) => {
            e.preventDefault()
            if (make) {
              if (!name) setName(t(gate ? 'setup.camera-name-first' : 'setup.phone-name-first'))
              setStep(1)
            }
          }}
        >
          <Radio.Group
            mt="md"
            value={kind}
            onChange={setKind}
            aria-label={t(gate ? 'setup.add-which-camera' : 'setup.add-which-phone')}
          >
            <div className={classes.choices}>
              {makesOf(door).map((each) => (
                <Radio.Card key={each.id} value={each.id} className={classes.choice} aria-label={labelOf(each)}>
                  <Group wrap="nowrap" gap="sm">
                    <Radio.Indicator />
                    <Text span fw={600}>
                      {labelOf(each)}
                    </Text>
                  </Group>
                </Radio.Card>
              ))}
            </div>
          </Radio.Group>
          <p className={classes.quiet} style={{ marginTop: 14 }}>
            {t(gate ? 'setup.add-other-camera' : 'setup.add-other-phone')}
          </p>
          <Group justify="flex-end" mt="lg">
            <Button type="submit" disabled={!make}>
              {t('start.next')}
            </Button>
          </Group>
        </form>
      )}
      {step === 1 && make && (
        <form
          noValidate
          style={{ display: 'grid', gap: 16, marginTop: 14 }}
          onSubmit={(e) => {
            e.preventDefault()
            setTried(true)
            if (name.trim() && siteId && !noAddress)
              create.mutate({
                body: { door, kind: make.id, name, siteId, looks, connection: called ? filled(connection) : {} },
              })
          }}
        >
          <TextInput
            data-autofocus
            label={t('setup.source-name')}
            description={t(gate ? 'setup.source-name-hint' : 'setup.phone-name-hint')}
            value={name}
            error={tried && !name.trim() ? t('start.needed') : null}
            onChange={(e) => setName(e.currentTarget.value)}
          />
          {sites.length > 1 && (
            <Select
              label={t('setup.source-site')}
              data={sites.map((s) => ({ value: s.id, label: s.name }))}
              value={siteId}
              onChange={setSite}
            />
          )}
          {gate && <LooksField value={looks} onChange={setLooks} />}
          {called && <p className={classes.quiet}>{word('paste', `${door}-${make.id}`)}</p>}
          <ConnectionFields
            make={make}
            value={connection}
            onChange={setConnection}
            error={tried && noAddress ? t('start.needed') : null}
          />
          <ErrorNote error={create.error} />
          <Group justify="space-between">
            <Button variant="subtle" onClick={() => setStep(0)}>
              {t('shell.back')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t(called ? 'setup.add-connect' : 'setup.add-address')}
            </Button>
          </Group>
        </form>
      )}
      {step === 2 && create.data && make && (
        <div style={{ display: 'grid', gap: 18, marginTop: 14 }}>
          {create.data.address && (
            <AddressField door={door} kind={make.id} address={create.data.address} label={t('setup.address')} />
          )}
          <Waiting id={create.data.id} door={door} />
          <Group justify="space-between">
            <Button variant="subtle" onClick={close}>
              {t('setup.add-later')}
            </Button>
            <Button
              component={Link}
              to={(gate ? '/setup/cameras/$id' : '/setup/phones/$id') as never}
              params={{ id: create.data.id } as never}
            >
              {t(gate ? 'setup.add-test' : 'setup.add-test-call')}
            </Button>
          </Group>
        </div>
      )}
    </Modal>
  )

  function labelOf(each: { id: string; name: string }): string {
    return each.id === 'json' ? t('setup.make-json') : each.name
  }
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
