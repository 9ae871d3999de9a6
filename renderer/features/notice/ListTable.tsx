import { Button, Select } from 'antd'
import { chinaMinute } from '../../../shared/date.ts'
import { shortHash } from '../../../shared/report/marks.ts'
import type { FrozenListView } from '../../../shared/views.ts'
import { wan } from '../../ui/amounts.ts'
import { CASE_CHOICE } from '../../ui/caseChoice.tsx'
import { openExplanation } from '../../ui/explainStore.ts'
import { openPage } from '../../workspace.ts'

/** Every frozen list of the round with its check code; an invalid one says why. */
export function ListTable({ lists }: { lists: FrozenListView[] }) {
  if (lists.length === 0) {
    return (
      <p className="quiet">
        还没有定稿。下一步：
        <Button type="link" className="flush" onClick={() => openPage('cohort')}>
          到“统筹”定稿
        </Button>
      </p>
    )
  }
  return (
    <ul className="frozen-lists">
      {lists.map((list) => (
        <li key={list.id}>
          <b>{list.listNo}</b>{' '}
          <span className={list.invalidReason === null ? 'mark good' : 'mark bad'}>
            {list.invalidReason === null ? '有效' : '已失效'}
          </span>
          <div className="quiet small">
            {list.grantedCount} 件　<span className="digits">{wan(list.allocatedFen)}</span> 万元　{list.frozenBy}{' '}
            <span className="digits">{chinaMinute(list.frozenAt)}</span>
          </div>
          <div className="quiet small">
            校验码 <span className="digits">{shortHash(list.hash)}</span>
          </div>
          {list.invalidReason !== null && <div className="small problem">失效原因：{list.invalidReason}</div>}
          <ItemPick list={list} />
        </li>
      ))}
    </ul>
  )
}

/** Any line of the list, found by number or name, opens where its amount comes from. */
function ItemPick({ list }: { list: FrozenListView }) {
  return (
    <Select<string>
      {...CASE_CHOICE}
      showSearch={{ optionFilterProp: 'label' }}
      size="small"
      className="item-pick"
      aria-label={`查“${list.listNo}”中一件金额的依据`}
      placeholder="查一件金额的依据：输入编号或单位"
      value={null}
      notFoundContent="名单中没有这件"
      options={list.content.items.map(({ applicationNo, applicant, allocatedFen }) => {
        return { value: applicationNo, label: `${applicationNo} ${applicant}　${wan(allocatedFen)} 万元` }
      })}
      onSelect={(applicationNo) => void openExplanation({ listId: list.id, applicationNo })}
    />
  )
}
