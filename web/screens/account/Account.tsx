import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Account() {
  return (
    <Page title="Account">
      <Loading />
    </Page>
  )
}
