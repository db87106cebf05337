package org.belltower.benchmarks.dispatch.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Push;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleDistrictTest {
    private static final int DEVICES = 1_000;
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void a_push_is_for_the_device_person_and_session_of_its_binding(Provider provider) {
        SampleDistrict district = new SampleDistrict(provider);
        for (int device = 0; device < DEVICES; device++) {
            Binding binding = district.binding(device);
            Push push = district.push(7, device, NOON);
            assertThat(push.id()).isEqualTo(district.id(7, device));
            assertThat(push.key()).isEqualTo(binding.key());
            assertThat(push.person()).isEqualTo(binding.person());
            assertThat(push.sessionEpoch()).isEqualTo(binding.sessionEpoch());
            assertThat(binding.token()).isEqualTo(district.token(device));
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_two_devices_share_id_token_or_push_and_half_of_them_have_uuids(Provider provider) {
        SampleDistrict district = new SampleDistrict(provider);
        assertThat(IntStream.range(0, DEVICES).mapToObj(district::binding).map(Binding::token))
                .doesNotHaveDuplicates()
                .allSatisfy(token -> assertThat(token.value()).hasSize(provider == Provider.APNS ? 64 : 160));
        assertThat(IntStream.range(0, DEVICES)
                        .mapToObj(district::binding)
                        .map(binding -> binding.device().value()))
                .doesNotHaveDuplicates()
                .filteredOn(id -> id.matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"))
                .hasSize(DEVICES / 2);
        assertThat(IntStream.range(0, 2 * DEVICES).mapToObj(number -> district.id(number % 2, number / 2)))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void two_districts_share_no_token(Provider provider) {
        SampleDistrict usual = new SampleDistrict(provider);
        SampleDistrict other = new SampleDistrict(provider, new DistrictId("other"), SampleDistrict.APP);
        assertThat(IntStream.range(0, DEVICES)
                        .boxed()
                        .flatMap(device -> Stream.of(usual.token(device), other.token(device))))
                .doesNotHaveDuplicates();
    }
}
