import { Alert, Modal, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { newVersion, TOLD, type ToldWhom } from '../../../contract/gate-file.ts'
import { useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { type Deciding, REFRESH } from './deciding.ts'
import classes from './Gate.module.css'

/** A new version, and what is better in it: in the words that go to those who rated the one before. */
export function NewVersion({ page: { product }, close, undo, hasProof }: Deciding & { hasProof: boolean }) {
  const { t } = useWords()
  const off = product.state === 'withdrawn' || product.state === 'returning'
  const filed = product.clock !== null
  const [label, setLabel] = useState('')
  const [fr, setFr] = useState('')
  const [en, setEn] = useState('')
  const [tell, setTell] = useState<ToldWhom>('unhappy')
  const make = useDo(newVersion, {
    refresh: REFRESH,
    done: ({ event }) => {
      close()
      undoable(t('gate.version-done', { label }), () => undo(event), product.id)
    },
  })
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('gate.new-version')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={(e) => {
          e.preventDefault()
          const changed = Object.fromEntries(
            Object.entries({ fr: fr.trim(), en: en.trim() }).filter(([, said]) => said !== ''),
          ) as Record<string, string>
          make.mutate({ params: { id: product.id }, body: { label, changed, tell } })
        }}
      >
        <p className={classes.quiet}>{t(off ? 'gate.version-off-text' : 'gate.version-on-text')}</p>
        {!hasProof && (
          <Alert color="kaki" variant="light">
            {t('gate.version-needs-proof')}
          </Alert>
        )}
        <TextInput
          data-autofocus
          label={t('gate.version-label')}
          autoComplete="off"
          value={label}
          onChange={(e) => setLabel(e.currentTarget.value)}
        />
        <Textarea
          label={t('gate.version-changed-fr')}
          description={t('gate.version-changed-hint')}
          value={fr}
          onChange={(e) => setFr(e.currentTarget.value)}
        />
        <Textarea label={t('gate.version-changed-en')} value={en} onChange={(e) => setEn(e.currentTarget.value)} />
        {!off && filed && (
          <Select
            label={t('gate.tell')}
            data={TOLD.map((value) => ({ value, label: t(`gate.tell.${value}`) }))}
            value={tell}
            onChange={(next) => next && setTell(next as ToldWhom)}
          />
        )}
        <FormFooter submit={t('gate.version-do')} busy={make.isPending} error={make.error} onCancel={close} />
      </form>
    </Modal>
  )
}
