-- PostgreSQL's own part: the role that transactions step down to, row-level security, rights, and the triggers, each
-- saying "storage.code: sentence" with the state TN001.

-- Roles belong to the cluster, so another database may be creating this one at the same moment.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'tenure_app') THEN
    CREATE ROLE tenure_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END $$;

DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'tenure_app', 'MEMBER') THEN
    EXECUTE format('GRANT tenure_app TO %I', current_user);
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END $$;

-- Tenants are kept apart (STO-6). An unset tenant is an error in the cast, never an empty answer. The owner is bound
-- too: only a superuser, who can do anything, reads across tenants.
DO $$
DECLARE name text;
BEGIN
  FOR name IN
    SELECT c.table_name FROM information_schema.columns c
    WHERE c.table_schema = current_schema() AND c.column_name = 'tenant_id' AND c.table_name <> 'tenant'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_tenant ON %I USING (tenant_id = current_setting(''tenure.tenant'')::int) '
      'WITH CHECK (tenant_id = current_setting(''tenure.tenant'')::int)', name);
  END LOOP;
END $$;

-- Append-only (STO-3).
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'storage.append_only: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'TN001';
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'contract_event', 'effect', 'document', 'document_line', 'billed_slice', 'given_back', 'usage_batch', 'posting',
    'number',
    'plan_version', 'seal']
  LOOP
    EXECUTE format(
      'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format(
      'CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tenure_app', name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON tenant, contract_head, number_series, outbox TO tenure_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  contract, contract_line, mrr_step, due_work, draft, party_profile, product, plan, policy, note TO tenure_app;
GRANT SELECT, INSERT ON inbox, party TO tenure_app;

-- The triggers below run for every row of a billing run. Each asks one plain question first, because starting a query
-- costs more than answering it; and it asks for equal keys, so that no plan can go astray on a table still empty.

-- A debit for service on or after the end (BIL-5).
CREATE FUNCTION refuse_past_fence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE fence date;
BEGIN
  SELECT h.fence_on INTO fence FROM contract_head h
  WHERE h.tenant_id = NEW.tenant_id AND h.contract_id = NEW.contract_id;
  IF fence < NEW.service_end THEN
    RAISE EXCEPTION 'storage.fenced: the contract ends before this service does' USING ERRCODE = 'TN001';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER document_line_fence BEFORE INSERT ON document_line FOR EACH ROW
WHEN (NEW.kind IN ('slice', 'usage') AND NEW.amount_minor > 0) EXECUTE FUNCTION refuse_past_fence();

-- A day of a line covered more than once (BIL-2): every earlier slice that overlaps must have given back all the days
-- of the overlap. What it gave back never overlaps itself, so the days can be counted.
CREATE FUNCTION refuse_second_cover() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM billed_slice s
  WHERE s.tenant_id = NEW.tenant_id AND s.contract_id = NEW.contract_id AND s.contract_line = NEW.contract_line
    AND s.slice_start < NEW.slice_end AND s.slice_end > NEW.slice_start;
  IF NOT FOUND THEN
    RETURN NEW;
  END IF;
  IF EXISTS (
    SELECT 1 FROM billed_slice s
    WHERE s.tenant_id = NEW.tenant_id AND s.contract_id = NEW.contract_id AND s.contract_line = NEW.contract_line
      AND s.slice_start < NEW.slice_end AND s.slice_end > NEW.slice_start
      AND least(s.slice_end, NEW.slice_end) - greatest(s.slice_start, NEW.slice_start) > (
        SELECT coalesce(sum(
          least(g.to_on, s.slice_end, NEW.slice_end) - greatest(g.from_on, s.slice_start, NEW.slice_start)), 0)
        FROM given_back g
        WHERE g.tenant_id = s.tenant_id AND g.contract_id = s.contract_id AND g.contract_line = s.contract_line
          AND g.period_index = s.period_index AND g.slice_start = s.slice_start AND g.generation = s.generation
          AND g.from_on < least(s.slice_end, NEW.slice_end) AND g.to_on > greatest(s.slice_start, NEW.slice_start)))
  THEN
    RAISE EXCEPTION 'storage.covered_twice: a day of this line is billed already' USING ERRCODE = 'TN001';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER billed_slice_covers BEFORE INSERT ON billed_slice FOR EACH ROW
EXECUTE FUNCTION refuse_second_cover();

CREATE FUNCTION refuse_second_giving() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM given_back g
    WHERE g.tenant_id = NEW.tenant_id AND g.contract_id = NEW.contract_id AND g.contract_line = NEW.contract_line
      AND g.period_index = NEW.period_index AND g.slice_start = NEW.slice_start AND g.generation = NEW.generation
      AND g.from_on < NEW.to_on AND g.to_on > NEW.from_on)
  THEN
    RAISE EXCEPTION 'storage.given_back_twice: a day of this slice was given back already' USING ERRCODE = 'TN001';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER given_back_once_a_day BEFORE INSERT ON given_back FOR EACH ROW
EXECUTE FUNCTION refuse_second_giving();

-- Numbers follow one another (BIL-4), and each is the number of its document.
CREATE FUNCTION refuse_number_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM document d, number n
  WHERE d.tenant_id = NEW.tenant_id AND d.document_id = NEW.document_id
    AND d.series = NEW.series AND d.number = NEW.number AND d.part = 1
    AND n.tenant_id = NEW.tenant_id AND n.series = NEW.series AND n.number = NEW.number - 1;
  IF FOUND THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM document d
  WHERE d.tenant_id = NEW.tenant_id AND d.document_id = NEW.document_id
    AND d.series = NEW.series AND d.number = NEW.number AND d.part = 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'storage.number_astray: the document does not bear this number' USING ERRCODE = 'TN001';
  END IF;
  PERFORM 1 FROM number_series s
  WHERE s.tenant_id = NEW.tenant_id AND s.series = NEW.series AND s.first_number = NEW.number;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'storage.number_gap: the number does not follow the one before' USING ERRCODE = 'TN001';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER number_follows BEFORE INSERT ON number FOR EACH ROW EXECUTE FUNCTION refuse_number_gap();
