-- SQLite's own part: what a table may refuse is said in triggers, each with "storage.code: sentence".

-- Append-only (STO-3). REPLACE and upserts would remove or change a row without an UPDATE or DELETE of their own, so a
-- row whose key is taken, by any of its unique keys, is refused before it is compared at all.

CREATE TRIGGER contract_event_keeps BEFORE UPDATE ON contract_event
BEGIN SELECT RAISE(ABORT, 'storage.append_only: contract_event rows never change'); END;
CREATE TRIGGER contract_event_stays BEFORE DELETE ON contract_event
BEGIN SELECT RAISE(ABORT, 'storage.append_only: contract_event rows are never removed'); END;
CREATE TRIGGER contract_event_admits BEFORE INSERT ON contract_event
BEGIN SELECT CASE
  WHEN EXISTS (SELECT 1 FROM contract_event WHERE tenant_id = NEW.tenant_id AND contract_id = NEW.contract_id AND
    sequence = NEW.sequence)
  THEN RAISE(ABORT, 'storage.append_only: contract_event already has this row')
END; END;

CREATE TRIGGER effect_keeps BEFORE UPDATE ON effect
BEGIN SELECT RAISE(ABORT, 'storage.append_only: effect rows never change'); END;
CREATE TRIGGER effect_stays BEFORE DELETE ON effect
BEGIN SELECT RAISE(ABORT, 'storage.append_only: effect rows are never removed'); END;
CREATE TRIGGER effect_admits BEFORE INSERT ON effect
BEGIN SELECT CASE
  WHEN EXISTS (SELECT 1 FROM effect WHERE tenant_id = NEW.tenant_id AND contract_id = NEW.contract_id AND sequence
    = NEW.sequence)
  THEN RAISE(ABORT, 'storage.append_only: effect already has this row')
END; END;

CREATE TRIGGER document_keeps BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'storage.append_only: document rows never change'); END;
CREATE TRIGGER document_stays BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'storage.append_only: document rows are never removed'); END;
CREATE TRIGGER document_admits BEFORE INSERT ON document
BEGIN SELECT CASE
  WHEN EXISTS (SELECT 1 FROM document WHERE tenant_id = NEW.tenant_id AND document_id = NEW.document_id)
  OR EXISTS (SELECT 1 FROM document WHERE tenant_id = NEW.tenant_id AND contract_id = NEW.contract_id AND ordinal
    = NEW.ordinal)
  OR EXISTS (SELECT 1 FROM document WHERE tenant_id = NEW.tenant_id AND series = NEW.series AND number = NEW.number
    AND part = NEW.part)
  THEN RAISE(ABORT, 'storage.append_only: document already has this row')
END; END;

CREATE TRIGGER document_line_keeps BEFORE UPDATE ON document_line
BEGIN SELECT RAISE(ABORT, 'storage.append_only: document_line rows never change'); END;
CREATE TRIGGER document_line_stays BEFORE DELETE ON document_line
BEGIN SELECT RAISE(ABORT, 'storage.append_only: document_line rows are never removed'); END;
CREATE TRIGGER document_line_admits BEFORE INSERT ON document_line
BEGIN SELECT CASE
  WHEN EXISTS (SELECT 1 FROM document_line WHERE tenant_id = NEW.tenant_id AND document_id = NEW.document_id AND
    line_index = NEW.line_index)
  THEN RAISE(ABORT, 'storage.append_only: document_line already has this row')
  -- A debit for service on or after the end (BIL-5).
  WHEN NEW.kind IN ('slice', 'usage') AND NEW.amount_minor > 0 AND EXISTS (
    SELECT 1 FROM contract_head h
    WHERE h.tenant_id = NEW.tenant_id AND h.contract_id = NEW.contract_id AND h.fence_on < NEW.service_end)
  THEN RAISE(ABORT, 'storage.fenced: the contract ends before this service does')
END; END;

CREATE TRIGGER billed_slice_keeps BEFORE UPDATE ON billed_slice
BEGIN SELECT RAISE(ABORT, 'storage.append_only: billed_slice rows never change'); END;
CREATE TRIGGER billed_slice_stays BEFORE DELETE ON billed_slice
BEGIN SELECT RAISE(ABORT, 'storage.append_only: billed_slice rows are never removed'); END;
CREATE TRIGGER billed_slice_admits BEFORE INSERT ON billed_slice
BEGIN SELECT CASE
  WHEN EXISTS (SELECT 1 FROM billed_slice WHERE tenant_id = NEW.tenant_id AND contract_id = NEW.contract_id AND
    contract_line = NEW.contract_line AND period_index = NEW.period_index AND slice_start = NEW.slice_start AND
    generation = NEW.generation)
  THEN RAISE(ABORT, 'storage.append_only: billed_slice already has this row')
  -- A day of a line covered more than once (BIL-2): every earlier slice that overlaps must have given back all the days
  -- of the overlap. What it gave back never overlaps itself, so the days can be counted.
  WHEN EXISTS (
    SELECT 1 FROM billed_slice s
    WHERE s.tenant_id = NEW.tenant_id AND s.contract_id = NEW.contract_id AND s.contract_line = NEW.contract_line
      AND s.slice_start < NEW.slice_end AND s.slice_end > NEW.slice_start
      AND julianday(min(s.slice_end, NEW.slice_end)) - julianday(max(s.slice_start, NEW.slice_start)) > (
        SELECT coalesce(sum(
          julianday(min(g.to_on, s.slice_end, NEW.slice_end))
          - julianday(max(g.from_on, s.slice_start, NEW.slice_start))), 0)
        FROM given_back g
        WHERE g.tenant_id = s.tenant_id AND g.contract_id = s.contract_id AND g.contract_line = s.contract_line
          AND g.period_index = s.period_index AND g.slice_start = s.slice_start AND g.generation = s.generation
          AND g.from_on < min(s.slice_end, NEW.slice_end) AND g.to_on > max(s.slice_start, NEW.slice_start)))
  THEN RAISE(ABORT, 'storage.covered_twice: a day of this line is billed already')
END; END;

CREATE TRIGGER given_back_keeps BEFORE UPDATE ON given_back
BEGIN SELECT RAISE(ABORT, 'storage.append_only: given_back rows never change'); END;
CREATE TRIGGER given_back_stays BEFORE DELETE ON given_back
BEGIN SELECT RAISE(ABORT, 'storage.append_only: given_back rows are never removed'); END;
CREATE TRIGGER given_back_admits BEFORE INSERT ON given_back
BEGIN SELECT CASE
  WHEN EXISTS (SELECT 1 FROM given_back WHERE tenant_id = NEW.tenant_id AND contract_id = NEW.contract_id AND
    contract_line = NEW.contract_line AND period_index = NEW.period_index AND slice_start = NEW.slice_start AND
    generation = NEW.generation AND from_on = NEW.from_on)
  THEN RAISE(ABORT, 'storage.append_only: given_back already has this row')
  WHEN EXISTS (
    SELECT 1 FROM given_back g
    WHERE g.tenant_id = NEW.tenant_id AND g.contract_id = NEW.contract_id AND g.contract_line = NEW.contract_line
      AND g.period_index = NEW.period_index AND g.slice_start = NEW.slice_start AND g.generation = NEW.generation
      AND g.from_on < NEW.to_on AND g.to_on > NEW.from_on)
  THEN RAISE(ABORT, 'storage.given_back_twice: a day of this slice was given back already')
END; END;

CREATE TRIGGER usage_batch_keeps BEFORE UPDATE ON usage_batch
BEGIN SELECT RAISE(ABORT, 'storage.append_only: usage_batch rows never change'); END;
CREATE TRIGGER usage_batch_stays BEFORE DELETE ON usage_batch
BEGIN SELECT RAISE(ABORT, 'storage.append_only: usage_batch rows are never removed'); END;
CREATE TRIGGER usage_batch_admits BEFORE INSERT ON usage_batch
BEGIN SELECT CASE
  WHEN EXISTS (SELECT 1 FROM usage_batch WHERE tenant_id = NEW.tenant_id AND contract_id = NEW.contract_id AND
    contract_line = NEW.contract_line AND period_index = NEW.period_index AND batch = NEW.batch)
  THEN RAISE(ABORT, 'storage.append_only: usage_batch already has this row')
END; END;

CREATE TRIGGER posting_keeps BEFORE UPDATE ON posting
BEGIN SELECT RAISE(ABORT, 'storage.append_only: posting rows never change'); END;
CREATE TRIGGER posting_stays BEFORE DELETE ON posting
BEGIN SELECT RAISE(ABORT, 'storage.append_only: posting rows are never removed'); END;
CREATE TRIGGER posting_admits BEFORE INSERT ON posting
BEGIN SELECT CASE
  WHEN EXISTS (SELECT 1 FROM posting WHERE tenant_id = NEW.tenant_id AND contract_id = NEW.contract_id AND
    entry_no = NEW.entry_no AND posting_no = NEW.posting_no)
  THEN RAISE(ABORT, 'storage.append_only: posting already has this row')
END; END;

CREATE TRIGGER number_keeps BEFORE UPDATE ON number
BEGIN SELECT RAISE(ABORT, 'storage.append_only: number rows never change'); END;
CREATE TRIGGER number_stays BEFORE DELETE ON number
BEGIN SELECT RAISE(ABORT, 'storage.append_only: number rows are never removed'); END;
CREATE TRIGGER number_admits BEFORE INSERT ON number
BEGIN SELECT CASE
  WHEN EXISTS (SELECT 1 FROM number WHERE tenant_id = NEW.tenant_id AND series = NEW.series AND number =
    NEW.number)
  THEN RAISE(ABORT, 'storage.append_only: number already has this row')
  WHEN NOT EXISTS (
    SELECT 1 FROM document d
    WHERE d.tenant_id = NEW.tenant_id AND d.document_id = NEW.document_id
      AND d.series = NEW.series AND d.number = NEW.number AND d.part = 1)
  THEN RAISE(ABORT, 'storage.number_astray: the document does not bear this number')
  -- Numbers follow one another (BIL-4).
  WHEN NOT EXISTS (
      SELECT 1 FROM number n
      WHERE n.tenant_id = NEW.tenant_id AND n.series = NEW.series AND n.number = NEW.number - 1)
    AND NOT EXISTS (
      SELECT 1 FROM number_series s
      WHERE s.tenant_id = NEW.tenant_id AND s.series = NEW.series AND s.first_number = NEW.number)
  THEN RAISE(ABORT, 'storage.number_gap: the number does not follow the one before')
END; END;

CREATE TRIGGER plan_version_keeps BEFORE UPDATE ON plan_version
BEGIN SELECT RAISE(ABORT, 'storage.append_only: plan_version rows never change'); END;
CREATE TRIGGER plan_version_stays BEFORE DELETE ON plan_version
BEGIN SELECT RAISE(ABORT, 'storage.append_only: plan_version rows are never removed'); END;
CREATE TRIGGER plan_version_admits BEFORE INSERT ON plan_version
BEGIN SELECT CASE
  WHEN EXISTS (SELECT 1 FROM plan_version WHERE tenant_id = NEW.tenant_id AND plan_version_id =
    NEW.plan_version_id)
  OR EXISTS (SELECT 1 FROM plan_version WHERE tenant_id = NEW.tenant_id AND plan_id = NEW.plan_id AND version =
    NEW.version)
  THEN RAISE(ABORT, 'storage.append_only: plan_version already has this row')
END; END;

CREATE TRIGGER seal_keeps BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'storage.append_only: seal rows never change'); END;
CREATE TRIGGER seal_stays BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'storage.append_only: seal rows are never removed'); END;
CREATE TRIGGER seal_admits BEFORE INSERT ON seal
BEGIN SELECT CASE
  WHEN EXISTS (SELECT 1 FROM seal WHERE tenant_id = NEW.tenant_id AND seal_no = NEW.seal_no)
  THEN RAISE(ABORT, 'storage.append_only: seal already has this row')
END; END;
