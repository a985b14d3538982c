package dev.gradcheck.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules as PyTorch prints them, of versions 1.13 and 2, and the layers that they are here. */
class TorchLayersTest {
    private static final Told.Pass UNKNOWN = new Told.Pass(Optional.empty(), Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ReLU(inplace=True)|relu",
                "LeakyReLU(negative_slope=0.2)|leaky-relu(slope 0.2)",
                "PReLU(num_parameters=4)|prelu",
                "Softplus(beta=1, threshold=20)|softplus",
                "Softplus(beta=1.0, threshold=20.0)|softplus",
                "ELU(alpha=0.5)|elu(alpha 0.5)",
                "GELU(approximate='tanh')|gelu-tanh",
                "GELU(approximate='none')|gelu",
                "Softmax(dim=-1)|softmax",
                "Linear(in_features=3, out_features=4, bias=False)|linear(bias false)",
                "Embedding(10, 3, padding_idx=0)|embedding(padding_idx 0)",
                "EmbeddingBag(10, 3, mode=sum)|embedding-bag(mode sum)",
                "EmbeddingBag(10, 3, mode='mean')|embedding-bag",
                "Conv1d(2, 4, kernel_size=(3,), stride=(2,), padding=(1,), dilation=(2,), groups=2, bias=False)"
                        + "|conv1d(stride 2, padding 1, dilation 2, groups 2, bias false)",
                "Conv2d(2, 4, kernel_size=(3, 1), stride=(2, 1), padding=(1, 1))|conv2d(stride 2x1, padding 1)",
                "ConvTranspose2d(2, 4, kernel_size=(3, 3), stride=(2, 2), output_padding=(1, 1))"
                        + "|conv-transpose2d(stride 2, output_padding 1)",
                "MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)|max-pool2d(stride 2)",
                "AvgPool1d(kernel_size=(3,), stride=(3,), padding=(0,))|avg-pool1d(kernel 3, stride 3)",
                "Upsample(scale_factor=2.0, mode=nearest)|upsample",
                "Upsample(scale_factor=3.0, mode='nearest')|upsample(scale 3)",
                "BatchNorm2d(4, eps=0.001, momentum=0.1, affine=True, track_running_stats=True)"
                        + "|batch-norm(eps 0.001, training true)",
                "InstanceNorm1d(4, eps=1e-05, momentum=0.1, affine=True, track_running_stats=False)"
                        + "|instance-norm(affine true)",
                "GroupNorm(2, 4, eps=1e-05, affine=True)|group-norm(groups 2)",
                "LayerNorm((4,), eps=1e-05, elementwise_affine=True)|layer-norm",
                "LayerNorm((4,), eps=1e-05, elementwise_affine=True, bias=True)|layer-norm",
                "RMSNorm((4,), eps=None, elementwise_affine=True)|rms-norm",
                "Flatten(start_dim=1, end_dim=-1)|flatten",
                "Unflatten(dim=1, unflattened_size=(2, 3))|reshape(shape 2x3)",
                "Dropout(p=0.0, inplace=False)|identity",
                "LSTM(3, 4, batch_first=True)|lstm(batch_first true)",
                "GRUCell(3, 4, bias=False)|gru-cell(bias false)",
            })
    void a_module_is_a_layer_with_what_differs_from_the_defaults(String printed, String layer) throws Refusal {
        assertThat(translated(printed, UNKNOWN)).isEqualTo(layer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Conv2d(2, 4, kernel_size=(3, 3), stride=(1, 1), padding=same)|padding=same",
                "Conv2d(2, 4, kernel_size=(3, 3), padding_mode=reflect)|padding_mode=reflect",
                "LSTM(3, 4, num_layers=2)|num_layers=2",
                "GRU(3, 4, bidirectional=True)|bidirectional=True",
                "LayerNorm((4, 3), eps=0.001, elementwise_affine=True)|normalized_shape=(4, 3)",
                "BatchNorm1d(4, eps=1e-05, affine=False)|affine=False",
                "Softmax(dim=None)|dim=None",
                "Softplus(beta=2, threshold=20)|beta=2",
                "RNNCell(3, 4, nonlinearity=relu)|nonlinearity=relu",
            })
    void an_option_without_a_counterpart_is_refused(String printed, String option) {
        assertThatThrownBy(() -> translated(printed, UNKNOWN))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has " + option + ", which has no counterpart here");
    }

    @Test
    void outside_of_training_batch_norm_reads_its_buffers_and_dropout_is_the_identity() throws Refusal {
        Tensor ones = Tensor.ones(DType.FLOAT32, Shape.of(2));
        String norm = "BatchNorm1d(2, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)";
        Told.Pass evaluated = new Told.Pass(Optional.of(false), Map.of("running_mean", ones, "running_var", ones));
        assertThat(translated(norm, evaluated))
                .isEqualTo("batch-norm(training false, running-mean (2), running-variance (2))");
        assertThat(translated("Dropout(p=0.5, inplace=False)", evaluated)).isEqualTo("identity");
        Told.Pass without = new Told.Pass(Optional.of(false), Map.of());
        assertThatThrownBy(() -> translated(norm, without))
                .hasMessageContaining("the dump has no 'running_mean'", "net.state_dict()");
    }

    @Test
    void what_was_not_said_of_training_is_noted() throws Refusal {
        TorchModule norm = read("BatchNorm1d(2, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)")
                .net();
        assertThat(TorchLayers.of(norm, UNKNOWN).note()).contains("as in training");
        assertThat(TorchLayers.of(norm, new Told.Pass(Optional.of(true), Map.of()))
                        .note())
                .isEmpty();
    }

    @Test
    void a_block_that_is_printed_once_for_many_is_many() throws Refusal {
        TorchText.Printed printed = read("""
                Sequential(
                  (0-2): 3 x Sequential(
                    (0): Linear(in_features=3, out_features=3, bias=True)
                    (1): ReLU()
                  )
                  (3): Tanh()
                ) <function mse_loss at 0x7f00> False 2.7.1+cu126
                """);
        assertThat(printed.net().leaves())
                .extracting(TorchModule::path)
                .containsExactly("0.0", "0.1", "1.0", "1.1", "2.0", "2.1", "3");
        assertThat(printed.net().isChain()).isTrue();
        assertThat(printed.loss()).map(TorchModule::type).hasValue("mse_loss");
        assertThat(printed.training()).hasValue(false);
        assertThat(printed.version()).hasValue("2.7.1+cu126");
    }

    @Test
    void a_line_of_a_graph_is_read_as_either_version_prints_it() {
        List<String> lines = List.of(
                "    %cat : [#users=1] = call_function[target=torch.cat](args = ([%n, %gelu],), kwargs = {dim: 1, out: None})",
                "    %cat : torch.Tensor [num_users=1] = call_function[target=torch.cat](args = ([%n, %gelu],), kwargs = {dim: 1})");
        assertThat(lines).allSatisfy(line -> {
            TorchCall call = TorchCall.of(line, null).orElseThrow();
            assertThat(call.target()).isEqualTo("cat");
            assertThat(call.values()).containsExactly("n", "gelu");
            assertThat(call.options()).containsExactly(Map.entry("dim", "1"));
        });
    }

    private static String translated(String printed, Told.Pass pass) throws Refusal {
        TorchLayers.Translated layer = TorchLayers.of(read(printed).net(), pass);
        return new Node("n", layer.kind(), List.of("input"), "n", layer.attributes()).toString();
    }

    private static TorchText.Printed read(String text) throws Refusal {
        return TorchText.read(Path.of("net.txt"), text);
    }
}
