import { Modal, Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { previewTold, returnProduct, TOLD, type ToldWhom } from '../../../contract/gate-file.ts'
import { call } from '../../api.ts'
import { useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { type Deciding, REFRESH } from './deciding.ts'
import classes from './Gate.module.css'

/** Back on the shelf, and who is told of it: how many, who not and why, in which words. */
export function ReturnForm({ page: { product }, close, undo, name }: Deciding & { name: string }) {
  const { t, because } = useWords()
  const [whom, setWhom] = useState<ToldWhom>('unhappy')
  const [reason, setReason] = useState('')
  const preview = useQuery({
    queryKey: [previewTold.name, product.id, product.version, whom],
    queryFn: () => call(previewTold, { params: { id: product.id }, body: { whom } }),
  })
  const bring = useDo(returnProduct, {
    refresh: REFRESH,
    done: ({ event, told }) => {
      close()
      undoable(t('gate.returned-done', { name, n: told }), () => undo(event), product.id)
    },
  })
  const shown = preview.data
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('gate.decide-return')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={(e) => {
          e.preventDefault()
          bring.mutate({ params: { id: product.id }, body: { tell: whom, reason } })
        }}
      >
        <Select
          data-autofocus
          label={t('gate.tell')}
          data={TOLD.map((value) => ({ value, label: t(`gate.tell.${value}`) }))}
          value={whom}
          onChange={(next) => next && setWhom(next as ToldWhom)}
        />
        <div aria-live="polite">
          {shown && (
            <>
              <p className={classes.written}>{t('gate.tell-n', { n: shown.told })}</p>
              {shown.not.map((each) => (
                <p key={each.because.code} className={classes.note}>
                  {t('gate.tell-not', { n: each.n, why: because(each.because) })}
                </p>
              ))}
              {shown.sample && (
                <section className={classes.sample} aria-label={t('gate.tell-sample')} lang={shown.sample.language}>
                  <strong>{shown.sample.subject}</strong>
                  {shown.sample.body}
                </section>
              )}
            </>
          )}
        </div>
        <Textarea label={t('gate.reason')} value={reason} onChange={(e) => setReason(e.currentTarget.value)} />
        <FormFooter
          submit={t('gate.return')}
          busy={bring.isPending}
          error={bring.error ?? preview.error}
          onCancel={close}
        />
      </form>
    </Modal>
  )
}
