import { Nothing } from '../../ui/Notices.tsx'

/** 疑似重复: claims that may be for the same matter as another grant or claim. */
export function PairsPart() {
  return <Nothing words="本批次还没有申报，请先导入申报汇总表。" />
}
