import { Button, Checkbox, Group, Modal, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { declineProposal, openFile, withdrawProduct } from '../../../contract/gate-file.ts'
import { useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { type Deciding, type ProductPage, REFRESH, useUndo } from './deciding.ts'
import classes from './Gate.module.css'
import { NewVersion } from './NewVersion.tsx'
import { ReturnForm } from './ReturnForm.tsx'
import { inLanguage } from './said.ts'

type Open = 'withdraw' | 'decline' | 'version' | 'return' | null

/** What can be decided about it, and what waits for it. The reasons stand before the buttons. */
export function Decide({ page }: { page: ProductPage }) {
  const { t, because, locale } = useWords()
  const { product, file } = page
  const [open, setOpen] = useState<Open>(null)
  const start = useDo(openFile, { refresh: REFRESH, done: () => toast(t('gate.opened')) })
  const { state, proposal, mayManage } = product
  const name = inLanguage(product.name, locale)
  const onShelf = state === 'on-shelf' || state === 'returned'
  const off = state === 'withdrawn' || state === 'returning'
  const reasons = (proposal?.because ?? product.because).map((why) => because(why))
  const close = () => setOpen(null)
  const undo = useUndo()
  const waiting = proposal !== null
  if (!mayManage && reasons.length === 0) return null
  const buttons: ReactNode[] = []
  if (mayManage && !product.archived) {
    if (state === 'proposed')
      buttons.push(
        <Button key="w" onClick={() => setOpen('withdraw')}>
          {t('gate.withdraw')}
        </Button>,
      )
    if (state === 'returning')
      buttons.push(
        <Button key="r" onClick={() => setOpen('return')}>
          {t('gate.return')}
        </Button>,
      )
    if (state === 'proposed' || state === 'alert' || proposal?.move === 'return')
      buttons.push(
        <Button key="d" variant="default" onClick={() => setOpen('decline')}>
          {t(proposal?.move === 'return' ? 'gate.decline-return' : 'gate.decline')}
        </Button>,
      )
    buttons.push(
      <Button key="v" variant={state === 'withdrawn' ? 'filled' : 'default'} onClick={() => setOpen('version')}>
        {t('gate.new-version')}
      </Button>,
    )
    if (onShelf)
      buttons.push(
        <Button
          key="f"
          variant="default"
          loading={start.isPending}
          onClick={() => start.mutate({ params: { id: product.id }, body: {} }, { onError: toastProblem })}
        >
          {t('gate.open-file')}
        </Button>,
      )
    if (!off && state !== 'proposed')
      buttons.push(
        <Button key="h" variant="subtle" onClick={() => setOpen('withdraw')}>
          {t('gate.withdraw-by-hand')}
        </Button>,
      )
  }
  return (
    <section
      className={`${classes.panel} surface ${waiting ? classes.decide : ''}`}
      style={waiting ? undefined : { marginBottom: 30 }}
      aria-label={t('gate.decide')}
    >
      {waiting && <h2>{t(proposal.move === 'return' ? 'gate.decide-return' : 'gate.decide-withdraw')}</h2>}
      {reasons.length > 0 && (
        <ul className={classes.because}>
          {reasons.map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
      {mayManage && (off || state === 'alert') && <p className={classes.hint}>{t(`gate.next.${state as 'alert'}`)}</p>}
      {buttons.length > 0 && <Group gap="sm">{buttons}</Group>}
      {open === 'withdraw' && <Withdraw page={page} close={close} undo={undo} name={name} />}
      {open === 'decline' && <Decline page={page} close={close} undo={undo} name={name} />}
      {open === 'version' && (
        <NewVersion
          page={page}
          close={close}
          undo={undo}
          hasProof={!file || file.closedAt !== null || file.proofs.length > 0}
        />
      )}
      {open === 'return' && <ReturnForm page={page} close={close} undo={undo} name={name} />}
    </section>
  )
}

function Withdraw({ page: { product }, close, undo, name }: Deciding & { name: string }) {
  const { t } = useWords()
  const proposed = product.state === 'proposed'
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const withdraw = useDo(withdrawProduct, {
    refresh: REFRESH,
    done: ({ event }) => {
      close()
      undoable(t('gate.withdrawn-done', { name }), () => undo(event), product.id)
    },
  })
  const missing = !proposed && reason.trim().length < 3
  return (
    <Modal
      opened
      onClose={close}
      title={t('gate.decide-withdraw')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={(e) => {
          e.preventDefault()
          setTried(true)
          if (!missing) withdraw.mutate({ params: { id: product.id }, body: { reason } })
        }}
      >
        <Textarea
          data-autofocus
          label={t('gate.reason')}
          description={t(proposed ? 'gate.reason-withdraw-hint' : 'gate.reason-hand-hint')}
          value={reason}
          error={tried && missing ? t('gate.reason-needed') : null}
          onChange={(e) => setReason(e.currentTarget.value)}
        />
        <FormFooter submit={t('gate.withdraw')} busy={withdraw.isPending} error={withdraw.error} onCancel={close} />
      </form>
    </Modal>
  )
}

function Decline({ page: { product }, close, undo, name }: Deciding & { name: string }) {
  const { t } = useWords()
  const ofReturn = product.proposal?.move === 'return'
  const [reason, setReason] = useState('')
  const [closing, setClosing] = useState(false)
  const [tried, setTried] = useState(false)
  const decline = useDo(declineProposal, {
    refresh: REFRESH,
    done: ({ event }) => {
      close()
      undoable(t(ofReturn ? 'gate.not-yet-done' : 'gate.declined-done', { name }), () => undo(event), product.id)
    },
  })
  const missing = reason.trim().length < 3
  return (
    <Modal
      opened
      onClose={close}
      title={t(ofReturn ? 'gate.decline-return' : 'gate.decline')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={(e) => {
          e.preventDefault()
          setTried(true)
          if (!missing) decline.mutate({ params: { id: product.id }, body: { reason, close: closing } })
        }}
      >
        <Textarea
          data-autofocus
          label={t('gate.reason')}
          description={t('gate.decline-hint')}
          value={reason}
          error={tried && missing ? t('gate.reason-needed') : null}
          onChange={(e) => setReason(e.currentTarget.value)}
        />
        {!ofReturn && (
          <Checkbox
            label={t('gate.decline-close')}
            checked={closing}
            onChange={(e) => setClosing(e.currentTarget.checked)}
          />
        )}
        <FormFooter
          submit={t(ofReturn ? 'gate.decline-return' : 'gate.decline')}
          busy={decline.isPending}
          error={decline.error}
          onCancel={close}
        />
      </form>
    </Modal>
  )
}
