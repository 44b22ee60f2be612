import { Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { contactRules, setContactRules } from '../../../contract/consent.ts'
import { readNetwork } from '../../../contract/network.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Fields, Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import type { Rules } from './law-rules.ts'
import classes from './Setup.module.css'

/** Who speaks, and how the network reads the law where it leaves a choice. */
export function LawChoices({ rules, may }: { rules: Rules; may: boolean }) {
  const { t } = useWords()
  const network = useAsk(readNetwork, {})
  const [values, setValues] = useState(rules.settings)
  const save = useDo(setContactRules, { refresh: [contactRules], done: () => toast(t('shell.saved')) })
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change })
  const text = (name: 'senderName' | 'senderAddress' | 'legalEntity', max: number) => ({
    disabled: !may,
    maxLength: max,
    value: values[name],
    onChange: (e: { currentTarget: { value: string } }) => set({ [name]: e.currentTarget.value }),
  })
  const sites = network.data?.sites ?? []
  const dirty = JSON.stringify(values) !== JSON.stringify(rules.settings)
  return (
    <form
      className={`surface ${classes.panel}`}
      style={{ marginBottom: 34 }}
      onSubmit={(e) => {
        e.preventDefault()
        // A site whose company was emptied is named too, so that it goes back to the network's own.
        const entities = Object.fromEntries(
          [...new Set([...Object.keys(rules.settings.entities), ...Object.keys(values.entities)])].map((site) => [
            site,
            values.entities[site] ?? '',
          ]),
        )
        save.mutate({ body: { ...values, entities } })
      }}
    >
      <Fields legend={t('consent.sender')} hint={t('consent.sender-hint')}>
        <Row>
          <TextInput label={t('consent.sender-name')} {...text('senderName', 120)} />
          <TextInput label={t('consent.sender-address')} {...text('senderAddress', 200)} />
        </Row>
        <TextInput label={t('consent.legal-entity')} {...text('legalEntity', 120)} />
      </Fields>
      {sites.length > 1 && (
        <Fields legend={t('consent.entities')} hint={t('consent.entities-hint')}>
          <Row>
            {sites.map((site) => (
              <TextInput
                key={site.id}
                label={site.name}
                placeholder={values.legalEntity}
                disabled={!may}
                maxLength={120}
                value={values.entities[site.id] ?? ''}
                onChange={(e) => set({ entities: { ...values.entities, [site.id]: e.currentTarget.value } })}
              />
            ))}
          </Row>
        </Fields>
      )}
      <Fields legend={t('consent.choices')}>
        <Select
          label={t('consent.pack')}
          disabled={!may}
          allowDeselect={false}
          data={[
            { value: 'auto', label: t('consent.pack-auto') },
            ...rules.packs.map((pack) => ({ value: pack.id, label: pack.id })),
          ]}
          value={values.pack}
          onChange={(next) => next && set({ pack: next })}
        />
        <Switch
          size="md"
          disabled={!may}
          label={t('consent.strict')}
          description={t('consent.strict-hint')}
          checked={values.strictContracts}
          onChange={(e) => set({ strictContracts: e.currentTarget.checked })}
        />
        <Switch
          size="md"
          disabled={!may}
          label={t('consent.per-entity')}
          description={t('consent.per-entity-hint')}
          checked={values.countPerEntity}
          onChange={(e) => set({ countPerEntity: e.currentTarget.checked })}
        />
      </Fields>
      {may && <FormFooter busy={save.isPending} dirty={dirty} error={save.error} />}
    </form>
  )
}
