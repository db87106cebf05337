package org.belltower.rules.streams;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.service.kafka.KafkaRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps the newest version of each key of the settings. Repeatable: a lower or equal version changes nothing. Of a
/// record that cannot be read nobody knows what it takes away: it is told in the log, its key is forgotten, and what
/// is not known denies (I-2).
final class SettingsProcessor implements Processor<String, byte[], Void, Void> {
    private static final Logger LOG = Logger.getLogger(SettingsProcessor.class);

    private final SettingsPosition position;
    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable KeyValueStore<String, byte[]> store;

    SettingsProcessor(SettingsPosition position) {
        this.position = position;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.store = context.getStateStore(RulesTopology.SETTINGS_STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (store == null || context == null) {
            throw new IllegalStateException("init comes before process");
        }
        keep(store, record);
        context.recordMetadata().ifPresent(place -> position.reached(place.partition(), place.offset() + 1));
    }

    private static void keep(KeyValueStore<String, byte[]> store, Record<String, byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            store.delete(record.key());
            return;
        }
        try {
            Settings settings = MessageType.SETTINGS.decode(KafkaRecords.headers(record.headers()), value);
            if (settings.version() > SettingsStore.versionIn(store, record.key())) {
                store.put(record.key(), value);
            }
        } catch (MalformedMessageException e) {
            store.delete(record.key());
            LOG.errorf("event=settings-unreadable key=%s reason=\"%s\"", record.key(), e.getMessage());
        }
    }
}
